using System.Collections.Concurrent;
using MarketoSync.Embedded;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Recovery;
using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Sending;

/// <summary>Carries out the activities of a sync.</summary>
public sealed class SyncSteps(IRunStore store, MarketoClient client, MarketoSettings settings, TimeProvider time)
{
    private readonly SendStep _send = new(client, settings, time);
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
        .Add(SyncActivities.WriteReport, WriteReportAsync);

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
        return input.Batch.Step switch
        {
            BatchStep.Send => await _send.RunAsync(scope, input.Batch, cancellation),
            BatchStep.LookUp => await _lookUp.RunAsync(scope, input.Batch, cancellation),
            BatchStep.Verify => await _verify.RunAsync(scope, input.Batch, cancellation),
            _ => throw new InvalidOperationException($"No such step: {input.Batch.Step}."),
        };
    }

    public async Task<BatchOutcome> ConcludeAsync(ConcludeInput input, CancellationToken cancellation)
    {
        var (_, scope) = await RunAsync(input.Run, cancellation);
        return await _conclude.RunAsync(scope, input, cancellation);
    }

    public async Task<bool> WriteReportAsync(ReportRequest input, CancellationToken cancellation)
    {
        var (run, scope) = await RunAsync(input.Run, cancellation);
        // Once begun it is finished: half a file must never stand where a whole one is looked for.
        await ReportWriter.WriteAsync(scope.Folder, run, input.Report, CancellationToken.None);
        return true;
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
