using System.Security.Cryptography;

namespace MarketoSync.Queueing;

/// <summary>
/// Tells a post of records from any other. It is in the message, so that copies of that have it too: a queue can keep a message twice where
/// the answer to sending or moving it is lost.
/// </summary>
public static class PostId
{
    private const int Letters = 24;

    public static string New() => RandomNumberGenerator.GetHexString(Letters, lowercase: true);
}
