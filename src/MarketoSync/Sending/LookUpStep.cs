using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Recovery;
using MarketoSync.Runs;

namespace MarketoSync.Sending;

/// <summary>
/// Settles what a lost call created. What was created counts as created by this run; what was not stays open and may be sent again;
/// what cannot be looked up ends as unknown.
/// </summary>
public sealed class LookUpStep(CreationProof proof, TimeProvider time)
{
    private static readonly Reason s_noKey = new(
        FaultCodes.CannotLookUp, "The answer was lost, and the record cannot be looked up by its key to find out what happened");

    // Nobody says whether Marketo keeps blanks around a value, and nothing but this would keep a second person from being created.
    private static readonly Reason s_notAskedFor = new(
        FaultCodes.CannotLookUp, "The answer was lost, and the record cannot be looked up, for there are blanks around its key");

    public async Task<BatchOutcome> RunAsync(RunScope scope, OpenBatch open, CancellationToken cancellation)
    {
        var log = await BatchLog.ReadAsync(scope.Folder, open.Batch.Id, cancellation);
        var records = await OpenRecords.ReadAsync(scope, open, log, cancellation);
        var keyed = records.Places
            .Select(place => (Place: place, Sent: scope.KeyOf(records.Range.Record(place))))
            .Select(record => (record.Place, Key: record.Sent?.Trim(), record.Sent))
            .ToList();
        var suspects = keyed
            .Where(record => !string.IsNullOrEmpty(record.Key))
            .Select(record => new Suspect(record.Key!, records.Range.Entry(record.Place).Previous, records.Range.Record(record.Place)))
            .ToList();

        var intents = new LookUpIntents(scope, open, log ?? new BatchLog(BatchHeader.Of(open, default, time.GetUtcNow()), []));
        var found = await proof.FindAsync(scope, scope.KeyFields, suspects, open, intents, cancellation);
        if (found.Fault is { } fault) return StepOutcome.Of(fault, [], records.Places.Count, time.GetUtcNow()) with { Calls = found.Calls };

        var unprovable = found.Unprovable.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var results = new List<RecordResult>();
        foreach (var (place, key, sent) in keyed)
        {
            if (string.IsNullOrEmpty(key) || unprovable.Contains(key))
                results.Add(records.Result(place, scope, open, RecordStatus.Unknown, reasons: [s_noKey]));
            else if (found.Created.TryGetValue(key, out var id))
                results.Add(records.Result(place, scope, open, RecordStatus.Created, id));
            else if (scope.Action == SyncAction.CreateDuplicate && key != sent)
                results.Add(records.Result(place, scope, open, RecordStatus.Unknown, reasons: [s_notAskedFor]));
        }

        var settled = StepOutcome.ByStatus(results);
        if (results.Count > 0)
            await (intents.Log with { Results = [.. intents.Log.Results, .. results] }).WriteAsync(scope.Folder, CancellationToken.None);
        scope.Telemetry.Batches.Settled(scope, settled);
        var now = time.GetUtcNow();
        return new BatchOutcome(
            OutcomeKind.Accepted,
            log?.Header.Outcome?.Code ?? FaultCodes.Interrupted,
            settled,
            records.Places.Count - results.Count,
            0,
            default,
            default,
            now,
            found.Calls);
    }
}
