using System.Collections.Frozen;

namespace MarketoSync.Simulator;

/// <summary>
/// Every fault by name. Names are a code or an effect, with <c>-before</c> or <c>-after</c> where it matters whether the write
/// was applied. Faults 601 and 602 end the token's life as well, so that a refresh yields a new one.
/// </summary>
public static class FaultCatalogue
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Refusal("601", "Access token invalid"),
        Refusal("602", "Access token expired"),
        Refusal("606", "Max rate limit '100' exceeded with in '20' secs"),
        Refusal("608", "API Temporarily Unavailable") with { Name = "608-before" },
        Refusal("614", "Invalid Subscription"),
        Refusal("615", "Concurrent access limit '10' reached"),
        .. BeforeAndAfter(Code("604", "Request time-out")),
        Code("608", "API Temporarily Unavailable") with { Name = "608-after", Applies = true, WritesOnly = true },
        .. BeforeAndAfter(Code("611", "System error")),
        .. BeforeAndAfter(Code("713", "Transient Error")),
        .. BeforeAndAfter(Code("500", "Internal Server error")),
        .. BeforeAndAfter(Code("502", "Bad Gateway")),
        .. BeforeAndAfter(Code("799", "Unexpected condition") with { Name = "unknown-code" }),
        new Fault { Name = "http-413", Effect = FaultEffect.HttpHtml, Status = 413, TurnsAway = true, WritesOnly = true },
        new Fault { Name = "http-414", Effect = FaultEffect.HttpHtml, Status = 414, TurnsAway = true, UsualWeight = 0 },
        .. BeforeAndAfter(new Fault { Name = "http-500", Effect = FaultEffect.HttpHtml, Status = 500 }),
        .. BeforeAndAfter(new Fault { Name = "http-502", Effect = FaultEffect.HttpHtml, Status = 502 }),
        .. BeforeAndAfter(new Fault { Name = "http-503", Effect = FaultEffect.HttpEmpty, Status = 503 }),
        .. BeforeAndAfter(new Fault { Name = "http-504", Effect = FaultEffect.HttpHtml, Status = 504 }),
        .. BeforeAndAfter(new Fault { Name = "reset", Effect = FaultEffect.Reset }),
        .. BeforeAndAfter(new Fault { Name = "empty-200", Effect = FaultEffect.HttpEmpty }),
        .. BeforeAndAfter(new Fault { Name = "html-200", Effect = FaultEffect.HttpHtml }),
        .. BeforeAndAfter(new Fault { Name = "slow", Effect = FaultEffect.Slow }),
        new Fault { Name = "truncated-after", Effect = FaultEffect.TruncatedBody, Applies = true },
        new Fault { Name = "cut-json-after", Effect = FaultEffect.CutJson, Applies = true },
        new Fault { Name = "missing-result-after", Effect = FaultEffect.MissingResult, Applies = true, WritesOnly = true },
        new Fault { Name = "numeric-codes", Effect = FaultEffect.NumericCodes, Applies = true },
        new Fault { Name = "singular-reason", Effect = FaultEffect.SingularReason, Applies = true, WritesOnly = true },
        new Fault { Name = "errors-member", Effect = FaultEffect.ErrorsMember, Applies = true, WritesOnly = true },
        new Fault { Name = "unknown-record-code", Effect = FaultEffect.UnknownRecordCode, Applies = true, WritesOnly = true },
        Refusal("603", "Access denied") with { UsualWeight = 0 },
        Refusal("605", "Request method 'POST' not supported") with { UsualWeight = 0 },
        Refusal("607", "Daily quota reached") with { UsualWeight = 0 },
        Refusal("610", "Requested resource not found") with { UsualWeight = 0 },
        Code("609", "Invalid JSON") with { UsualWeight = 0 },
        Code("612", "Invalid Content Type") with { UsualWeight = 0 },
        Code("701", "Parameter cannot be blank") with { UsualWeight = 0 },
        Code("1003", "Invalid data") with { UsualWeight = 0 },
        Code("1006", "Lookup field 'email' not found") with { UsualWeight = 0 },
        Code("1016", "Too many imports") with { UsualWeight = 0 },
        Code("1077", "Value for field exceeds max length") with { UsualWeight = 0 },
    ];

    private static readonly FrozenDictionary<string, Fault> ByName = All.ToFrozenDictionary(fault => fault.Name, StringComparer.Ordinal);

    /// <exception cref="ArgumentException">There is no fault of that name.</exception>
    public static Fault Get(string name) =>
        ByName.TryGetValue(name, out var fault) ? fault : throw new ArgumentException($"There is no fault named '{name}'.", nameof(name));

    private static Fault Code(string code, string message) =>
        new() { Name = code, Effect = FaultEffect.ErrorCode, Code = code, Message = message };

    private static Fault Refusal(string code, string message) => Code(code, message) with { TurnsAway = true };

    private static Fault[] BeforeAndAfter(Fault fault) =>
    [
        fault with { Name = fault.Name + "-before" },
        fault with { Name = fault.Name + "-after", Applies = true, WritesOnly = true },
    ];
}
