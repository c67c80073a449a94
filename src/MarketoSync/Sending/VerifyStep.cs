using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Recovery;
using MarketoSync.Runs;

namespace MarketoSync.Sending;

/// <summary>
/// After a lost answer and a second call: finds out which records that Marketo now calls updated, or says exist, the first call created, and
/// reports those as created. Likewise whether the first call wrote a record that the second was refused for.
/// </summary>
public sealed class VerifyStep(CreationProof proof, TimeProvider time)
{
    public async Task<BatchOutcome> RunAsync(RunScope scope, OpenBatch open, CancellationToken cancellation)
    {
        var log = await BatchLog.ReadAsync(scope.Folder, open.Batch.Id, cancellation)
            ?? throw new InvalidDataException($"Batch {open.Batch.Id} has results to verify, but they are not in storage.");
        var records = await OpenRecords.ReadAsync(scope, open, log, cancellation);
        var places = PlacesIn(records.Range);
        var doubtful = log.Results.Where(result => Doubt.MayHideCreation(scope, result) || IsRefused(result)).ToList();
        // What was skipped has no id.
        var byId = doubtful.All(result => result is { Status: RecordStatus.Updated, Id: not null });
        var suspects = doubtful.Where(result => ValueOf(result) is not null).Select(SuspectOf).ToList();

        var intents = new LookUpIntents(scope, open, log);
        var found = await proof.FindAsync(scope, byId ? [scope.Target.IdField] : scope.KeyFields, suspects, open, intents, cancellation);
        if (found.Fault is { } fault) return StepOutcome.Of(fault, [], records.Places.Count, time.GetUtcNow()) with { Calls = found.Calls };

        var unprovable = found.Unprovable.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var changed = new Dictionary<RecordStatus, int>();
        var results = log.Results.Select(Correct).ToList();
        await (intents.Log with { Results = results }).WriteAsync(scope.Folder, CancellationToken.None);
        scope.Telemetry.Batches.Settled(scope, changed);
        var now = time.GetUtcNow();
        return new BatchOutcome(
            OutcomeKind.Accepted, open.IfNotDone is null ? log.Header.Outcome?.Code ?? "" : "", changed, records.Places.Count, 0, default, default, now, found.Calls);

        string? ValueOf(RecordResult result) => byId ? result.Id : result.Key?.Trim();

        Suspect SuspectOf(RecordResult result)
        {
            var place = places[result.Record];
            return new Suspect(ValueOf(result)!, records.Range.Entry(place).Previous, records.Range.Record(place));
        }

        bool IsRefused(RecordResult result) => open.IfNotDone is not null && result.Status == RecordStatus.Unknown;

        RecordResult Correct(RecordResult result)
        {
            if (IsRefused(result)) return Resolve(result, open.IfNotDone!.Value);
            if (!Doubt.MayHideCreation(scope, result)) return result;
            if (ValueOf(result) is { } value && found.Created.TryGetValue(value, out var id))
                return Change(result, result with { Status = RecordStatus.Created, Id = id, Reasons = null });

            if (result.Status == RecordStatus.Unchanged && ValueOf(result) is { } same && found.Changed.TryGetValue(same, out var known))
                return Change(result, result with { Status = RecordStatus.Updated, Id = known, Reasons = null });

            return !byId && (ValueOf(result) is not { } key || unprovable.Contains(key) || (Doubt.IsSaidToExist(result) && !found.Found.Contains(key)))
                ? Change(result, Doubt.Unresolved(result))
                : result;
        }

        // Who changed an object that was there before is not certain, where such a change is refused now.
        RecordResult Resolve(RecordResult result, RecordStatus ifNotDone)
        {
            if (ValueOf(result) is not { Length: > 0 } value || unprovable.Contains(value)) return result;
            if (!found.Touched.Contains(value)) return Change(result, result with { Status = ifNotDone });

            return scope.Action == SyncAction.CreateOrUpdate && found.Created.TryGetValue(value, out var id)
                ? Change(result, result with { Status = RecordStatus.Created, Id = id, Reasons = null })
                : result;
        }

        RecordResult Change(RecordResult from, RecordResult to)
        {
            changed[from.Status] = changed.GetValueOrDefault(from.Status) - 1;
            changed[to.Status] = changed.GetValueOrDefault(to.Status) + 1;
            return to;
        }
    }

    /// <summary>Places in the range by record number.</summary>
    private static Dictionary<long, int> PlacesIn(StoredRecords range) =>
        Enumerable.Range(0, range.Count).ToDictionary(place => (long)range.Entry(place).Record);
}
