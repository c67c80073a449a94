using MarketoSync.Records;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd.Support;

/// <summary>Holds the results of a run against the simulator's ledger: lost, doubled or untrue records are told by number.</summary>
internal static class Verdict
{
    /// <param name="results">The lines of <c>results.ndjson</c>.</param>
    /// <param name="records">Records that went in.</param>
    /// <param name="isDuplicateWanted">Whether each record makes a person, whatever its key.</param>
    public static IReadOnlyList<string> Faults(
        IReadOnlyList<RecordResult> results, int records, Ledger ledger, bool isDuplicateWanted)
    {
        var faults = new List<string>();
        if (results.Count != records) faults.Add($"{records} records went in, {results.Count} came out");
        for (var place = 0; place < results.Count; place++)
        {
            if (results[place].Record != place) faults.Add($"place {place} holds record {results[place].Record}");
        }

        foreach (var sameKey in results.GroupBy(result => result.Key!, StringComparer.OrdinalIgnoreCase))
            faults.AddRange(FaultsOfKey(sameKey.Key, [.. sameKey], ledger, isDuplicateWanted));
        return faults;
    }

    private static IEnumerable<string> FaultsOfKey(string key, List<RecordResult> results, Ledger ledger, bool isDuplicateWanted)
    {
        var effects = ledger.ByKey(key);
        var createdIds = effects.Where(effect => effect.Effect == LedgerEffect.Created).Select(effect => Text(effect.LeadId)).ToList();
        var touchedIds = effects.Where(effect => effect.LeadId != 0).Select(effect => Text(effect.LeadId)).ToHashSet();
        var reported = results.Where(result => result.Status == RecordStatus.Created).Select(result => result.Id!).ToList();

        if (!createdIds.Order().SequenceEqual(reported.Order()))
            yield return $"{key}: created {string.Join(",", createdIds)}, reported as created {string.Join(",", reported)}";
        if (!isDuplicateWanted && createdIds.Count > 1)
            yield return $"{key}: {createdIds.Count} people were created";

        foreach (var result in results)
        {
            switch (result.Status)
            {
                case RecordStatus.Updated when !touchedIds.Contains(result.Id!):
                    yield return $"record {result.Record} ({key}): reported as updated, {result.Id} was never touched";
                    break;
                case RecordStatus.Skipped when !effects.Any(effect => effect.Effect == LedgerEffect.Skipped && result.Reasons!.Any(reason => reason.Code == effect.Code)):
                    yield return $"record {result.Record} ({key}): reported as skipped {result.Reasons![0].Code}, the ledger knows of no such verdict";
                    break;
                case RecordStatus.Unknown or RecordStatus.Failed or RecordStatus.NotSent or RecordStatus.Rejected:
                    yield return $"record {result.Record} ({key}): {result.Status} {result.Reasons![0].Code}";
                    break;
            }
        }
    }

    private static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
