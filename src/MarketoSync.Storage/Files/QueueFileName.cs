using System.Globalization;

namespace MarketoSync.Storage.Files;

/// <summary>
/// What is known of a message, all of it in the name of its file, <c>ID~VISIBLE~TIMES.message</c>: a rename changes it as a whole, and only
/// one of two that try can do it.
/// </summary>
/// <param name="Id">Begins with when it came, so that messages sort by it.</param>
/// <param name="VisibleAt">Until then nobody else receives it, in ticks.</param>
/// <param name="IsOurs">False for a file that somebody else put there.</param>
internal sealed record QueueFileName(string Id, long VisibleAt, long TimesReceived, bool IsOurs)
{
    private const string Ours = "message";
    private const string Foreign = "foreign";

    /// <param name="others">Tells it from others of the same time.</param>
    public static QueueFileName New(DateTimeOffset now, string others) => new(
        string.Create(CultureInfo.InvariantCulture, $"{now.UtcTicks:D19}-{others}"), now.UtcTicks, 0, IsOurs: true);

    public static QueueFileName Read(string file)
    {
        var end = file.LastIndexOf('.');
        var times = file.LastIndexOf('~');
        var visible = times < 1 ? -1 : file.LastIndexOf('~', times - 1);
        return visible > 0
            && end > times
            && file[(end + 1)..] is Ours or Foreign
            && TryNumber(file[(visible + 1)..times], out var visibleAt)
            && TryNumber(file[(times + 1)..end], out var received)
                ? new(file[..visible], visibleAt, received, file[(end + 1)..] == Ours)
                : new(file, 0, 0, IsOurs: false);
    }

    /// <summary>When it was queued, or null for a foreign one, whose name does not tell.</summary>
    public DateTimeOffset? QueuedAt =>
        IsOurs && TryNumber(Id[..Math.Max(0, Id.IndexOf('-', StringComparison.Ordinal))], out var ticks) ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Id}~{VisibleAt:D19}~{TimesReceived}.{(IsOurs ? Ours : Foreign)}");

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
