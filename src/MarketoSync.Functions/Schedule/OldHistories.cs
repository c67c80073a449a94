using MarketoSync.Configuration;
using MarketoSync.Functions.Hosting;
using MarketoSync.Reports;
using MarketoSync.Runs;
using Microsoft.DurableTask.Client;

namespace MarketoSync.Functions.Schedule;

/// <summary>
/// Purges the instances of runs that ended longer than <c>Sync__KeepHistoryDays</c> ago, with their histories. What the run did stays in the
/// store: its report is all that anybody asks for then, so a run without one keeps its instances, as does one that can still be continued.
/// </summary>
public sealed class OldHistories(RunInstances instances, IRunStore store, SyncSettings settings, TimeProvider time)
{
    private static readonly OrchestrationRuntimeStatus[] s_over =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <exception cref="AggregateException">Some could not be purged. The next time goes on with them.</exception>
    public async Task PurgeAsync(CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - settings.KeepHistory;
        var runs = await instances.FindAsync(s_over, createdBefore: before, cancellation);
        await EachPart.DoAsync(
            "Not every old history could be purged.",
            runs.Where(run => run.LastUpdatedAt < before).Select(run => (Func<CancellationToken, Task>)(stop => PurgeAsync(run.InstanceId, stop))),
            cancellation);
    }

    private async Task PurgeAsync(string run, CancellationToken cancellation)
    {
        if (!await IsReportedAsync(run, cancellation)) return;
        var children = await instances.ChildrenAsync(run, cancellation);

        // Where an operator terminated the run its child may be sending yet.
        if (children.Any(child => !child.IsCompleted)) return;

        // The run comes last: it is what the next time finds, if this one does not come to its end.
        foreach (var child in children) await instances.PurgeAsync(child.InstanceId, cancellation);
        await instances.PurgeAsync(run, cancellation);
    }

    /// <summary>Whether the report is the last that there will be. Where the whole run was removed from the store there is nothing to report on.</summary>
    private async Task<bool> IsReportedAsync(string run, CancellationToken cancellation) =>
        await ReportFile.ReadAsync(store.Open(run), cancellation) is { } report
            ? report.State != RunState.Stopped
            : !await store.ExistsAsync(run, cancellation);
}
