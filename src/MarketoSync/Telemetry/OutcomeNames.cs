using MarketoSync.Marketo;

namespace MarketoSync.Telemetry;

internal static class OutcomeNames
{
    public static string Name(this OutcomeKind kind) => kind switch
    {
        OutcomeKind.Accepted => "accepted",
        OutcomeKind.Refused => "refused",
        OutcomeKind.Lost => "lost",
        OutcomeKind.NotSent => "not_sent",
        OutcomeKind.SignInRefused => "sign_in_refused",
        OutcomeKind.DailyLimit => "daily_limit",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
