using MarketoSync.Records;

namespace MarketoSync.Advice;

/// <summary>Explains the codes of reports.</summary>
public static class Advisor
{
    private static readonly CodeAdvice s_asWanted = new(
        "The record was already as you wanted it.", "Nothing to do.");

    private static readonly CodeAdvice s_unknown = new(
        "We have no explanation for this code.",
        "Read the message: it is what we were told. If it does not help, ask Adobe support and give them the code and the message.");

    private static readonly Dictionary<string, CodeAdvice> s_codes = new(StringComparer.OrdinalIgnoreCase);

    static Advisor()
    {
        IEnumerable<(string Code, string Meaning, string Action)> all =
            [.. RecordAdvice.All, .. RequestAdvice.All, .. IntakeAdvice.All, .. RunAdvice.All];
        foreach (var (code, meaning, action) in all) s_codes.Add(code, new(meaning, action));
    }

    /// <summary>Whether there is more to say about a code than the default.</summary>
    public static bool Knows(string code) => s_codes.ContainsKey(code);

    /// <summary>What to say about records that ended in <paramref name="status"/> for a reason.</summary>
    public static CodeAdvice For(RecordStatus status, string code, string message) =>
        status == RecordStatus.Unchanged ? s_asWanted : For(code, message);

    /// <summary>Rows of a bulk import have a text and no code.</summary>
    private static CodeAdvice For(string code, string message) =>
        s_codes.TryGetValue(code, out var known) ? known : ImportRowAdvice.For(message) ?? s_unknown;
}
