using MarketoSync.Records;

namespace MarketoSync.Orchestration;

/// <summary>How far a run is. Counts only: no record, no text of Marketo's.</summary>
/// <param name="Stored">Records to be sent.</param>
/// <param name="Settled">Records that have their result, by status.</param>
/// <param name="InFlight">Batches on their way.</param>
/// <param name="Waiting">Batches that wait for another attempt.</param>
/// <param name="WaitingFor">What all wait for, if nothing can be sent.</param>
/// <param name="Notice">What whoever began the run had better know, in a sentence.</param>
public sealed record RunProgress(
    long Stored,
    IReadOnlyDictionary<RecordStatus, long> Settled,
    long Calls,
    int InFlight,
    int Waiting,
    string? WaitingFor,
    DateTimeOffset? WaitingUntil,
    string? Notice = null)
{
    public long SettledCount => Settled.Values.Sum();
}
