using MarketoSync.Importing;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Records;

namespace MarketoSync.Recovery;

/// <summary>What came of one step of a batch. It goes through the orchestration's history, so it holds no record and no text of Marketo's.</summary>
/// <param name="Code">Marketo's code, the HTTP status or our word; of the records that are left, if the call was accepted.</param>
/// <param name="Settled">Records that got their result in this step, by status.</param>
/// <param name="Left">Records of the batch that have no result yet.</param>
/// <param name="Doubtful">
/// Records that got one which may hide that an earlier call, whose answer was lost, created them.
/// </param>
/// <param name="SentAt">The earliest that Marketo's clock can have shown when the call was sent.</param>
/// <param name="OverAt">The latest that Marketo's clock can have shown when the call was surely over on our side.</param>
/// <param name="EndedAt">The same by our clock.</param>
/// <param name="Import">How far its import is, if it went into one.</param>
public sealed record BatchOutcome(
    OutcomeKind Kind,
    string Code,
    IReadOnlyDictionary<RecordStatus, int> Settled,
    int Left,
    int Doubtful,
    DateTimeOffset SentAt,
    DateTimeOffset OverAt,
    DateTimeOffset EndedAt,
    CallCount Calls,
    ImportState? Import = null)
{
    public static IReadOnlyDictionary<RecordStatus, int> NoneSettled { get; } = new Dictionary<RecordStatus, int>();
}
