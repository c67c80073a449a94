namespace MarketoSync.Advice;

/// <summary>Short names of what a call may meet on its way, whether or not it mattered in the end.</summary>
public static class CallErrorNames
{
    private static readonly Dictionary<string, string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["413"] = "request too large",
        ["414"] = "address too long",
        ["429"] = "too many calls",
        ["500"] = "internal fault",
        ["502"] = "bad gateway",
        ["503"] = "not available",
        ["504"] = "gateway timeout",
        ["600"] = "no access token",
        ["601"] = "access token invalid",
        ["602"] = "access token expired",
        ["603"] = "access denied",
        ["604"] = "took too long",
        ["606"] = "rate limit reached",
        ["607"] = "daily quota used up",
        ["608"] = "temporarily unavailable",
        ["609"] = "request not readable",
        ["610"] = "nothing at this address",
        ["611"] = "system error",
        ["614"] = "subscription not found",
        ["615"] = "too many calls at a time",
        ["713"] = "brief fault",
        ["unreachable"] = "not reached",
        ["sign-in"] = "sign-in failed",
        ["daily-limit"] = "own daily limit reached",
        ["wrong-count"] = "answer incomplete",
        ["cannot-look-up"] = "look-up not possible",
        ["timeout"] = "no answer in time",
        ["connection-lost"] = "connection lost",
        ["unreadable-answer"] = "answer not readable",
        ["interrupted"] = "interrupted",
    };

    /// <summary>The name with the code behind it, for instance <c>access token expired (602)</c>, or the code alone where it has no name.</summary>
    public static string Described(string code) => s_names.TryGetValue(code, out var name) ? $"{name} ({code})" : code;
}
