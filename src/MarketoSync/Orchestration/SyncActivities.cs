using MarketoSync.Batching;
using MarketoSync.Recovery;

namespace MarketoSync.Orchestration;

/// <summary>The steps of a sync, as its orchestrations call them.</summary>
public static class SyncActivities
{
    public static Activity<RunInput, PlanOutput> Plan { get; } =
        new("Plan", OrchestrationJson.Default.RunInput, OrchestrationJson.Default.PlanOutput);

    public static Activity<CutInput, IReadOnlyList<Batch>> Cut { get; } =
        new("CutBatches", OrchestrationJson.Default.CutInput, OrchestrationJson.Default.IReadOnlyListBatch);

    public static Activity<SplitInput, IReadOnlyList<Batch>> Split { get; } =
        new("SplitBatch", OrchestrationJson.Default.SplitInput, OrchestrationJson.Default.IReadOnlyListBatch);

    public static Activity<StepInput, BatchOutcome> TakeStep { get; } =
        new("TakeStep", OrchestrationJson.Default.StepInput, OrchestrationJson.Default.BatchOutcome);

    public static Activity<ConcludeInput, BatchOutcome> Conclude { get; } =
        new("ConcludeBatch", OrchestrationJson.Default.ConcludeInput, OrchestrationJson.Default.BatchOutcome);

    public static Activity<UsageInput, UsageLook> LookAtUsage { get; } =
        new("LookAtUsage", OrchestrationJson.Default.UsageInput, OrchestrationJson.Default.UsageLook);

    public static Activity<ReportRequest, bool> WriteReport { get; } =
        new("WriteReport", OrchestrationJson.Default.ReportRequest, OrchestrationJson.Default.Boolean);

    /// <summary>Takes the file of a run that is over out of the inbox.</summary>
    public static Activity<string, bool> FileAway { get; } =
        new("FileAway", OrchestrationJson.Default.String, OrchestrationJson.Default.Boolean);
}
