using MarketoSync.Api.Syncs;
using MarketoSync.Runs;

namespace MarketoSync.Functions.Schedule;

/// <summary>What is done hourly, whether records come or not: reports on what broke down, and removes what was kept long enough.</summary>
public sealed class UpkeepRound(ExpiredKeys keys, BrokenRuns broken, OldHistories histories)
{
    /// <exception cref="AggregateException">A part failed, or several did; none kept another from its work.</exception>
    public Task RunAsync(CancellationToken cancellation) =>
        EachPart.DoAsync("The upkeep is not done.", [keys.RemoveAsync, broken.ReportAsync, histories.PurgeAsync], cancellation);
}
