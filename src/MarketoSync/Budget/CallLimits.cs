using MarketoSync.Marketo;

namespace MarketoSync.Budget;

/// <summary>How many calls to make at most.</summary>
/// <param name="PerWindow">In any <paramref name="Window"/>, looking back from each call.</param>
/// <param name="Concurrent">Unanswered at a time.</param>
/// <param name="Daily">Between one midnight in Chicago and the next.</param>
public sealed record CallLimits(int PerWindow, TimeSpan Window, int Concurrent, int Daily)
{
    /// <summary>
    /// A request reaches Marketo, and is counted there, no later than this after it was sent, long before Marketo is done with it.
    /// </summary>
    public static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(1);

    public static CallLimits Of(MarketoSettings settings) =>
        new(settings.CallsPerWindow, settings.Window, settings.MaxConcurrentCalls, settings.DailyCallLimit);
}
