using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd.Support.Storms;

/// <summary>Holds the results of a run against the simulator's ledger of its target: what is lost, doubled or untrue is told by key.</summary>
internal sealed class StormVerdict(Storm storm, StormWorld world, IReadOnlyList<RecordResult> results, ObjectLedger ledger)
{
    private static readonly HashSet<string> s_noOps = ["1013", "1004", "1015", "1037"];

    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (results.Count != world.Records.Count) faults.Add($"{world.Records.Count} records went in, {results.Count} came out");
        for (var place = 0; place < results.Count; place++)
        {
            if (results[place].Record != place) faults.Add($"place {place} holds record {results[place].Record}");
        }

        foreach (var sameKey in results.GroupBy(result => world.Records[(int)result.Record].Key, StringComparer.OrdinalIgnoreCase))
            faults.AddRange(FaultsOfKey(sameKey.Key, [.. sameKey]).Select(fault => $"{sameKey.Key}: {fault}"));
        return faults;
    }

    private IEnumerable<string> FaultsOfKey(string key, List<RecordResult> mine)
    {
        var effects = ledger.ByKey(key);
        var counts = ledger.CountsOf(key);
        if (storm.Target == "activities") return FaultsOfActivity(mine.Single(), counts, effects);

        return
        [
            .. FaultsOfWrites(mine, counts, effects),
            .. FaultsOfTakings(key, mine, counts.Deleted + counts.Removed),
            .. FaultsOfSkips(mine, effects),
        ];
    }

    private static IEnumerable<string> FaultsOfWrites(List<RecordResult> mine, EffectCounts counts, IReadOnlyList<LedgerEntry> effects)
    {
        var created = effects.Where(effect => effect.Effect == LedgerEffect.Created).Select(IdOf).ToList();
        var reported = mine.Where(result => result.Status == RecordStatus.Created).Select(result => result.Id ?? "").ToList();
        if (!created.Order().SequenceEqual(reported.Order()))
            yield return $"created {string.Join(",", created)}, reported as created {string.Join(",", reported)}";

        // Each that is said to have written did so, and nobody else did but a call that was sent again.
        var updated = mine.Count(result => result.Status == RecordStatus.Updated);
        if (counts.Updated < updated || (counts.Updated > 0 && updated + reported.Count == 0))
            yield return $"updated {counts.Updated} times, reported as updated {updated} times";
        if (mine.Any(result => result.Status == RecordStatus.Updated && !effects.Any(effect => effect.Effect is LedgerEffect.Updated && IdOf(effect) == result.Id)))
            yield return "updated another than is reported";

        var added = mine.Count(result => result.Status == RecordStatus.Added);
        if (counts.Added < added || (counts.Added > 0 && added == 0)) yield return $"added {counts.Added} times, reported as added {added} times";
    }

    /// <summary>
    /// After a lost answer that nothing proves, what is gone may have been taken by the lost call or have been gone before: that alone
    /// may be credited without a taking in the ledger, once, and it has to say so.
    /// </summary>
    private IEnumerable<string> FaultsOfTakings(string key, List<RecordResult> mine, int taken)
    {
        var takings = mine.Where(result => result.Status is RecordStatus.Deleted or RecordStatus.Removed).ToList();
        if (taken > 1) yield return $"taken away {taken} times";
        if (takings.Count > 1) yield return $"said to be taken away {takings.Count} times";
        if (taken == 1 && takings.Count == 0) yield return "taken away, and not said to be";
        if (taken == 0 && takings is [var credited, ..])
        {
            if (world.Before.Contains(key) || !IsCredit(credited)) yield return $"record {credited.Record} is said to be taken away";
            if (results.Any(other => other.Batch == credited.Batch && other.Status == credited.Status && !IsCredit(other)))
                yield return $"record {credited.Record} is credited to a call that another record of its batch disproves";
        }
    }

    private static IEnumerable<string> FaultsOfSkips(List<RecordResult> mine, IReadOnlyList<LedgerEntry> effects)
    {
        foreach (var result in mine)
        {
            switch (result.Status)
            {
                case RecordStatus.Skipped or RecordStatus.Unchanged when !effects.Any(effect => effect.Code == result.Reasons![0].Code):
                    yield return $"record {result.Record} is {result.Status} by {result.Reasons![0].Code}, the ledger knows of no such verdict";
                    break;
                case RecordStatus.Unchanged when !s_noOps.Contains(result.Reasons![0].Code):
                    yield return $"record {result.Record} is unchanged by {result.Reasons[0].Code}";
                    break;
                case RecordStatus.Unknown or RecordStatus.Failed or RecordStatus.NotSent or RecordStatus.Rejected:
                    yield return $"record {result.Record} is {result.Status} {result.Reasons![0].Code}";
                    break;
            }
        }
    }

    /// <summary>An activity is sent once, whatever comes of it.</summary>
    private static IEnumerable<string> FaultsOfActivity(RecordResult result, EffectCounts counts, IReadOnlyList<LedgerEntry> effects)
    {
        if (effects.Count > 1) yield return $"sent {effects.Count} times";
        var isTrue = result.Status switch
        {
            RecordStatus.Added => counts.Added == 1 && effects[0].ObjectId == result.Id,
            RecordStatus.Skipped => counts is { Added: 0, Skipped: 1 } && effects[0].Code == result.Reasons![0].Code,
            RecordStatus.Unknown => true,
            _ => false,
        };
        if (!isTrue) yield return $"record {result.Record} is {result.Status} {result.Reasons?[0].Code}, the ledger has {counts}";
    }

    private static bool IsCredit(RecordResult result) => result.Reasons?.Any(reason => reason.Code == FaultCodes.AnswerLost) == true;

    private static string IdOf(LedgerEntry effect) =>
        string.IsNullOrEmpty(effect.ObjectId) ? effect.LeadId.ToString(System.Globalization.CultureInfo.InvariantCulture) : effect.ObjectId;
}
