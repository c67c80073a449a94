using MarketoSync.Batching;
using MarketoSync.Records;
using MarketoSync.Recovery;

namespace MarketoSync.Orchestration;

/// <summary>
/// All that a run has still to do and has learned on the way, small enough to be handed from one generation of the sending
/// orchestration to the next.
/// </summary>
/// <param name="Stored">Records to be sent in all.</param>
/// <param name="Cursor">Position of the first record that is in no batch yet.</param>
/// <param name="NextNumber">Number of the next batch that is cut.</param>
/// <param name="Planned">Batches that are cut and were never sent.</param>
/// <param name="Waiting">Batches that are not settled and wait for their next step.</param>
/// <param name="Settled">Records that have their result, by status.</param>
/// <param name="Successes">Calls that succeeded.</param>
/// <param name="LonelyRefusals">Single records refused as whole calls since one last took records.</param>
/// <param name="ServiceFaults">Calls in a row that failed for a reason of the service.</param>
/// <param name="HoldUntil">Set while no call may be made.</param>
/// <param name="HoldFor">What is waited for then.</param>
/// <param name="IsOnTrial">Whether calls go one at a time, until one succeeds.</param>
/// <param name="Usage">What is known of the subscription's usage. Null before the first look, and where none is taken.</param>
/// <param name="Rejected">Records that intake rejected.</param>
/// <param name="IsPastTolerance">Whether the run stopped because more records were refused than may be. It does so once.</param>
public sealed record Work(
    RunInput Input,
    uint Stored,
    uint Cursor,
    int NextNumber,
    IReadOnlyList<Batch> Planned,
    IReadOnlyList<OpenBatch> Waiting,
    BodySizes Sizes,
    Tally Tally,
    IReadOnlyDictionary<RecordStatus, long> Settled,
    long Successes = 0,
    int LonelyRefusals = 0,
    int ServiceFaults = 0,
    DateTimeOffset? HoldUntil = null,
    string? HoldFor = null,
    bool IsOnTrial = false,
    string? StopReason = null,
    bool IsCancelled = false,
    Usage? Usage = null,
    long Rejected = 0,
    bool IsPastTolerance = false)
{
    public static Work Start(RunInput input, PlanOutput plan) => new(
        input, plan.Stored, 0, 0, [], [], BodySizes.Start(input.Limits.MaxBytes),
        Tally.None.Add(plan.Calls ?? CallCount.None) with { Planned = plan.Batches }, new Dictionary<RecordStatus, long>(),
        Rejected: plan.Rejected);

    public bool IsDone() => Cursor >= Stored && Planned.Count == 0 && Waiting.Count == 0;

    public bool IsHalted() => StopReason is not null || IsCancelled;

    /// <summary>Told to cancel. What the run was about to stop for must not keep it from learning what became of the files that Marketo has.</summary>
    public Work Cancel() => IsCancelled || !Input.HearsCancelAtOnce || StopReason is null
        ? this with { IsCancelled = true }
        : this with { IsCancelled = true, StopReason = null, IsOnTrial = true };

    /// <summary>Whether all that is still done is to learn what became of the files that Marketo has.</summary>
    public bool IsFinishing() =>
        Input.FinishesImports && IsCancelled && StopReason is null && HoldUntil is null && Waiting.Any(open => open.IsInMarketo);

    /// <summary>The limits that batches are cut to now.</summary>
    public BatchLimits Limits() => Input.Limits with { MaxBytes = Sizes.Ceiling };
}
