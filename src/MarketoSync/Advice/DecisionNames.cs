namespace MarketoSync.Advice;

/// <summary>Decisions of recovery in plain words.</summary>
public static class DecisionNames
{
    private static readonly Dictionary<string, string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["accept"] = "took the answer as it was",
        ["authenticate"] = "got a new access token and sent again",
        ["pause"] = "paused all calls, then sent again",
        ["wait for quota"] = "waited for the quota to start anew",
        ["back off"] = "waited a little and sent again",
        ["send again"] = "waited until it was safe and sent again",
        ["send the rest"] = "sent just what had not arrived",
        ["split"] = "cut the batch in two to make it smaller",
        ["isolate"] = "cut the batch in two to find the record at fault",
        ["reconcile"] = "looked the records up before going on",
        ["verify"] = "looked the records up once more to be certain",
        ["stop"] = "stopped the run",
        ["rejected"] = "gave the record up as too large",
        ["failed"] = "gave the records up as failed",
        ["unknown"] = "could not find out what had happened",
    };

    private static readonly Dictionary<string, string> s_ofFiles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["send again"] = "waited until it was safe and gave Marketo the file again",
        ["split"] = "cut the file in two to make it smaller",
        ["isolate"] = "cut the file in two to find the row at fault",
        ["import again"] = "gave Marketo the file once more",
        ["wait for a place in the queue"] = "waited for a place in the queue of imports",
    };

    /// <summary>The words, or the decision itself where it has none here.</summary>
    /// <param name="isByFiles">Whether the run went by files.</param>
    public static string Of(string decision, bool isByFiles) =>
        isByFiles && s_ofFiles.TryGetValue(decision, out var words) ? words : s_names.GetValueOrDefault(decision, decision);
}
