using System.Collections.Frozen;
using MarketoSync.Marketo;

namespace MarketoSync.Telemetry;

/// <summary>
/// A fault's code as telemetry may show it. Codes come from the network: only what looks like one of Marketo's, and our own words, pass.
/// </summary>
public static class ErrorType
{
    /// <summary>OpenTelemetry's word for all the others.</summary>
    public const string Other = "_OTHER";

    private const int MostDigits = 5;

    private static readonly FrozenSet<string> s_words = FrozenSet.Create(
        StringComparer.Ordinal,
        FaultCodes.Timeout, FaultCodes.ConnectionLost, FaultCodes.Unreachable, FaultCodes.UnreadableAnswer, FaultCodes.WrongCount,
        FaultCodes.Interrupted, FaultCodes.DailyLimit, FaultCodes.SignIn, FaultCodes.UnexpectedStatus, FaultCodes.NoAnswer,
        FaultCodes.CannotLookUp, "unexplained");

    public static string Of(string code) => IsNumber(code) || s_words.Contains(code) ? code : Other;

    private static bool IsNumber(string code) => code.Length is > 0 and <= MostDigits && code.All(char.IsAsciiDigit);
}
