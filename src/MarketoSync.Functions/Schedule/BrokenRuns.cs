using MarketoSync.Functions.Hosting;
using MarketoSync.Runs;
using Microsoft.DurableTask.Client;

namespace MarketoSync.Functions.Schedule;

/// <summary>
/// Gives runs that broke down their reports: an instance that failed, or that an operator terminated, can do so no more, and who looks at
/// telemetry alone would not learn of it.
/// </summary>
public sealed class BrokenRuns(RunInstances instances, RunStarter starter)
{
    private static readonly OrchestrationRuntimeStatus[] s_broken = [OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <exception cref="AggregateException">Some could not be reported on. The next time tries again.</exception>
    public async Task ReportAsync(CancellationToken cancellation)
    {
        var runs = await instances.FindAsync(s_broken, createdBefore: null, cancellation);
        await EachPart.DoAsync(
            "Not every run that broke down has its report.",
            runs.Select(run => (Func<CancellationToken, Task>)(stop => ReportAsync(run.InstanceId, stop))),
            cancellation);
    }

    private async Task ReportAsync(string run, CancellationToken cancellation)
    {
        // What a child sends yet belongs into the report.
        var children = await instances.ChildrenAsync(run, cancellation);
        if (children.All(child => child.IsCompleted)) await starter.FollowAsync(run, cancellation);
    }
}
