using System.Collections.Concurrent;
using MarketoSync.Embedded;
using MarketoSync.Importing;
using MarketoSync.Inbox;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Recovery;
using MarketoSync.Reports;
using MarketoSync.Runs;
using MarketoSync.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MarketoSync.Sending;

/// <summary>Carries out the activities of a sync.</summary>
/// <param name="filing">Where there is an inbox.</param>
/// <param name="mayBeAlive">Whether a process that is believed dead may still be at work, because the engine knows others only by their silence.</param>
public sealed class SyncSteps(
    IRunStore store,
    MarketoClient client,
    MarketoSettings settings,
    TimeProvider time,
    IFiling? filing = null,
    bool mayBeAlive = false,
    ILogger<SyncSteps>? log = null,
    SyncTelemetry? telemetry = null)
{
    /// <summary>Two processes can get in each other's way a few times; what goes on longer is a fault.</summary>
    private const int MostConflicts = 5;

    private readonly SyncTelemetry _telemetry = telemetry ?? SyncTelemetry.Shared;
    private readonly ILogger _log = log ?? NullLogger<SyncSteps>.Instance;
    private readonly SendStep _send = new(client, settings, time, mayBeAlive);
    private readonly LookUpStep _lookUp = new(new CreationProof(new ObjectReader(client, settings)), time);
    private readonly PollStep _poll = new(client, settings, time);
    private readonly CollectStep _collect = new(client, settings, time);
    private readonly VerifyStep _verify = new(new CreationProof(new ObjectReader(client, settings)), time);
    private readonly ConcludeStep _conclude = new(time);
    private readonly UsageStep _usage = new(client, settings);
    private readonly ConcurrentDictionary<string, (RunDefinition Run, RunScope Scope)> _runs = new();

    public ActivityTable Table() => new ActivityTable()
        .Add(SyncActivities.Plan, (input, stop) => Steps.TakeAsync("plan", input.Run, null, () => PlanAsync(input, stop)))
        .Add(SyncActivities.Cut, (input, stop) => Steps.TakeAsync("cut", input.Run, null, () => CutAsync(input, stop)))
        .Add(SyncActivities.Split, (input, stop) => Steps.TakeAsync("split", input.Run, input.Batch, () => SplitAsync(input, stop)))
        .Add(SyncActivities.TakeStep, (input, stop) => Steps.TakeAsync(NameOf(input), input.Run, input.Batch.Batch, () => TakeStepAsync(input, stop)))
        .Add(SyncActivities.Conclude, (input, stop) => Steps.TakeAsync("conclude", input.Run, input.Batch.Batch, () => ConcludeAsync(input, stop)))
        .Add(SyncActivities.LookAtUsage, (input, stop) => Steps.TakeAsync("usage", input.Run, null, () => _usage.RunAsync(store.Open(input.Run), input, stop)))
        .Add(SyncActivities.WriteReport, (input, stop) => Steps.TakeAsync("report", input.Run, null, () => WriteReportAsync(input, stop)))
        .Add(SyncActivities.FileAway, (run, stop) => Steps.TakeAsync("fileAway", run, null, () => FileAwayAsync(run, stop)));

    private StepTelemetry Steps => _telemetry.Steps;

    public async Task<PlanOutput> PlanAsync(RunInput input, CancellationToken cancellation)
    {
        var (run, scope) = await RunAsync(input.Run, cancellation);
        var plan = await PlanStep.CountAsync(scope, (uint)run.Stored, input.Limits, cancellation);
        SyncLog.RunBegan(_log, run.Run, run.Records, scope.Target.Name, scope.Action.Name(), plan.Batches);
        return plan with { Calls = run.DescribeCalls, Rejected = run.Rejected };
    }

    public async Task<IReadOnlyList<Batching.Batch>> CutAsync(CutInput input, CancellationToken cancellation)
    {
        var (run, scope) = await RunAsync(input.Run, cancellation);
        return await PlanStep.CutAsync(scope, (uint)run.Stored, input, cancellation);
    }

    public async Task<IReadOnlyList<Batching.Batch>> SplitAsync(SplitInput input, CancellationToken cancellation)
    {
        var (_, scope) = await RunAsync(input.Run, cancellation);
        return await PlanStep.SplitAsync(scope, input, cancellation);
    }

    public async Task<BatchOutcome> TakeStepAsync(StepInput input, CancellationToken cancellation)
    {
        var (_, scope) = await RunAsync(input.Run, cancellation);
        return await AloneAsync(input.Run, input.Batch, NameOf(input), () => input.Batch.Step switch
        {
            BatchStep.Send => _send.RunAsync(scope, input.Batch, cancellation),
            BatchStep.LookUp => _lookUp.RunAsync(scope, input.Batch, cancellation),
            BatchStep.Verify => _verify.RunAsync(scope, input.Batch, cancellation),
            BatchStep.Poll => _poll.RunAsync(scope, input.Batch, cancellation),
            BatchStep.Collect => _collect.RunAsync(scope, input.Batch, cancellation),
            _ => throw new InvalidOperationException($"No such step: {input.Batch.Step}."),
        });
    }

    public async Task<BatchOutcome> ConcludeAsync(ConcludeInput input, CancellationToken cancellation)
    {
        var (_, scope) = await RunAsync(input.Run, cancellation);
        return await AloneAsync(input.Run, input.Batch, "conclude", () => _conclude.RunAsync(scope, input, cancellation));
    }

    public async Task<bool> WriteReportAsync(ReportRequest input, CancellationToken cancellation)
    {
        var (run, scope) = await RunAsync(input.Run, cancellation);
        var before = await ReportFile.ReadAsync(scope.Folder, cancellation);

        // Once begun it is finished: half a file must never stand where a whole one is looked for.
        var report = await ReportWriter.WriteAsync(scope.Folder, run, input.Report, CancellationToken.None);
        if (before is null || (before.State, before.FinishedAt) != (report.State, report.FinishedAt)) Tell(report, before);
        return true;
    }

    public async Task<bool> FileAwayAsync(string run, CancellationToken cancellation)
    {
        if (filing is null) throw new InvalidOperationException($"Run {run} is from an inbox, and there is none here.");

        await filing.FileAwayAsync(run, cancellation);
        return true;
    }

    /// <summary>Begins a step anew if another process wrote to its batch meanwhile: then what it began from no longer holds.</summary>
    private async Task<BatchOutcome> AloneAsync(string run, OpenBatch open, string name, Func<Task<BatchOutcome>> step)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            try
            {
                return await step();
            }
            catch (BatchTakenException) when (conflicts < MostConflicts)
            {
                SyncLog.BatchTaken(_log, run, open.Batch.Id, name);
            }
        }
    }

    private void Tell(Report report, Report? before)
    {
        _telemetry.Runs.Ended(report, before);
        var (gotIn, records) = (ReportVerdict.GotIn(report), report.Records["total"]);
        if (report.State == RunState.Stopped)
            SyncLog.RunStopped(_log, report.Run, gotIn, records, report.Calls.Total);
        else
            SyncLog.RunEnded(_log, report.Run, report.State == RunState.Completed ? "completed" : "was cancelled", gotIn, records, report.Calls.Total);
    }

    private static string NameOf(StepInput input) => input.Batch.Step switch
    {
        BatchStep.Send => "send",
        BatchStep.LookUp => "lookUp",
        BatchStep.Poll => "poll",
        BatchStep.Collect => "collect",
        _ => "verify",
    };

    private async Task<(RunDefinition Run, RunScope Scope)> RunAsync(string run, CancellationToken cancellation)
    {
        if (_runs.TryGetValue(run, out var known)) return known;

        var folder = store.Open(run);
        var definition = await RunDefinitionFile.ReadAsync(folder, cancellation)
            ?? throw new InvalidDataException($"Run {run} has no definition: its intake did not finish.");
        return _runs[run] = (definition, RunScope.Of(folder, definition) with { Telemetry = _telemetry });
    }
}
