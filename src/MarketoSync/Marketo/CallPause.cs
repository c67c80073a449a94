namespace MarketoSync.Marketo;

/// <summary>How long all calls rest after Marketo said that a limit of the subscription is reached.</summary>
public static class CallPause
{
    /// <summary>Concurrent calls end within seconds, so a short rest is enough.</summary>
    private static readonly TimeSpan s_concurrency = TimeSpan.FromSeconds(1);

    public static TimeSpan? After(string code, MarketoSettings settings) => code switch
    {
        "606" or "429" => settings.Window,
        "615" => settings.Window < s_concurrency ? settings.Window : s_concurrency,
        _ => null,
    };
}
