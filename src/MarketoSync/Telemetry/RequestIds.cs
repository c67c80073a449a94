using System.Buffers;

namespace MarketoSync.Telemetry;

/// <summary>Tells Marketo's request ids, such as <c>e42b#14272d07d78</c>, from whatever else an answer may hold in their place.</summary>
public static class RequestIds
{
    private const int MaxLength = 64;
    private static readonly SearchValues<char> s_letters = SearchValues.Create("0123456789abcdefABCDEF#-");

    /// <returns>Null if it is none, or looks like none.</returns>
    public static string? Plain(string? text) =>
        text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExcept(s_letters) ? text : null;
}
