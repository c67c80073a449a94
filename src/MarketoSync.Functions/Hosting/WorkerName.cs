using System.Globalization;
using System.Security.Cryptography;

namespace MarketoSync.Functions.Hosting;

/// <summary>What tells a worker process from all others, and from those before it on the same machine.</summary>
internal static class WorkerName
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    public static string New() => string.Create(
        CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}-{RandomNumberGenerator.GetString(Letters, 6)}");
}
