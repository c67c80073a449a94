using System.Collections.Concurrent;
using MarketoSync.Embedded;
using MarketoSync.Inbox;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Recovery;
using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Sending;

/// <summary>Carries out the activities of a sync.</summary>
/// <param name="filing">Where there is an inbox.</param>
/// <param name="mayBeAlive">Whether a process that is believed dead may still be at work, because the engine knows others only by their silence.</param>
public sealed class SyncSteps(IRunStore store, MarketoClient client, MarketoSettings settings, TimeProvider time, IFiling? filing = null, bool mayBeAlive = false)
{
    /// <summary>Two processes can get in each other's way a few times; what goes on longer is a fault.</summary>
    private const int MostConflicts = 5;

    private readonly SendStep _send = new(client, settings, time, mayBeAlive);
    private readonly LookUpStep _lookUp = new(new CreationProof(new LeadReader(client, settings)), time);
    private readonly VerifyStep _verify = new(new CreationProof(new LeadReader(client, settings)), time);
    private readonly ConcludeStep _conclude = new(time);
    private readonly ConcurrentDictionary<string, (RunDefinition Run, RunScope Scope)> _runs = new();

    public ActivityTable Table() => new ActivityTable()
        .Add(SyncActivities.Plan, PlanAsync)
        .Add(SyncActivities.Cut, CutAsync)
        .Add(SyncActivities.Split, (input, cancellation) => PlanStep.SplitAsync(store.Open(input.Run), input, cancellation))
        .Add(SyncActivities.TakeStep, TakeStepAsync)
        .Add(SyncActivities.Conclude, ConcludeAsync)
        .Add(SyncActivities.WriteReport, WriteReportAsync)
        .Add(SyncActivities.FileAway, FileAwayAsync);

    public async Task<PlanOutput> PlanAsync(RunInput input, CancellationToken cancellation)
    {
        var (run, scope) = await RunAsync(input.Run, cancellation);
        return await PlanStep.CountAsync(scope.Folder, (uint)run.Stored, input.Limits, cancellation);
    }

    public async Task<IReadOnlyList<Batching.Batch>> CutAsync(CutInput input, CancellationToken cancellation)
    {
        var (run, scope) = await RunAsync(input.Run, cancellation);
        return await PlanStep.CutAsync(scope.Folder, (uint)run.Stored, input, cancellation);
    }

    public async Task<BatchOutcome> TakeStepAsync(StepInput input, CancellationToken cancellation)
    {
        var (_, scope) = await RunAsync(input.Run, cancellation);
        return await AloneAsync(() => input.Batch.Step switch
        {
            BatchStep.Send => _send.RunAsync(scope, input.Batch, cancellation),
            BatchStep.LookUp => _lookUp.RunAsync(scope, input.Batch, cancellation),
            BatchStep.Verify => _verify.RunAsync(scope, input.Batch, cancellation),
            _ => throw new InvalidOperationException($"No such step: {input.Batch.Step}."),
        });
    }

    public async Task<BatchOutcome> ConcludeAsync(ConcludeInput input, CancellationToken cancellation)
    {
        var (_, scope) = await RunAsync(input.Run, cancellation);
        return await AloneAsync(() => _conclude.RunAsync(scope, input, cancellation));
    }

    public async Task<bool> WriteReportAsync(ReportRequest input, CancellationToken cancellation)
    {
        var (run, scope) = await RunAsync(input.Run, cancellation);
        // Once begun it is finished: half a file must never stand where a whole one is looked for.
        await ReportWriter.WriteAsync(scope.Folder, run, input.Report, CancellationToken.None);
        return true;
    }

    public async Task<bool> FileAwayAsync(string run, CancellationToken cancellation)
    {
        if (filing is null) throw new InvalidOperationException($"Run {run} is from an inbox, and there is none here.");

        await filing.FileAwayAsync(run, cancellation);
        return true;
    }

    /// <summary>Begins a step anew if another process wrote to its batch meanwhile: then what it began from no longer holds.</summary>
    private static async Task<BatchOutcome> AloneAsync(Func<Task<BatchOutcome>> step)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            try
            {
                return await step();
            }
            catch (BatchTakenException) when (conflicts < MostConflicts)
            {
            }
        }
    }

    private async Task<(RunDefinition Run, RunScope Scope)> RunAsync(string run, CancellationToken cancellation)
    {
        if (_runs.TryGetValue(run, out var known)) return known;

        var folder = store.Open(run);
        var definition = await RunDefinitionFile.ReadAsync(folder, cancellation)
            ?? throw new InvalidDataException($"Run {run} has no definition: its intake did not finish.");
        return _runs[run] = (definition, RunScope.Of(folder, definition));
    }
}
