using System.Globalization;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Recovery;

namespace MarketoSync.Sending;

/// <summary>
/// Proves which objects a lost call created: those that came into being, by Marketo's own clock, between the sending of the call and the time
/// when it was surely over, and that no earlier record of the run with the same key created. Likewise which ones it changed.
/// </summary>
public sealed class CreationProof(ObjectReader reader)
{
    public async Task<CreationProofResult> FindAsync(
        RunScope scope,
        IReadOnlyList<string> fields,
        IReadOnlyList<Suspect> suspects,
        OpenBatch open,
        LookUpIntents intents,
        CancellationToken cancellation)
    {
        // Marketo separates the values of one field by commas and knows no way to quote one.
        var askable = suspects.Where(suspect => fields.Count > 1 || !suspect.Value.Contains(',', StringComparison.Ordinal)).ToList();
        var distinct = askable.DistinctBy(suspect => suspect.Value, StringComparer.OrdinalIgnoreCase).ToList();
        var found = distinct.Count == 0
            ? new FoundObjects([], [], CallCount.None, null)
            : await reader.FindAsync(scope, fields, distinct, open.IfNotDone is not null, intents, cancellation);

        var objects = AsAskedFor(found.Objects, distinct);
        var young = objects.Where(one => IsTimely(one.CreatedAt)).ToList();
        var changed = objects.Where(one => !IsTimely(one.CreatedAt) && IsTimely(one.UpdatedAt)).ToList();

        var unaccounted = await WithoutEarlierAsync(
            scope, askable, young, (one, result) => result.Status == RecordStatus.Created && result.Id == one.Id, cancellation);
        var changedNow = await WithoutEarlierAsync(scope, askable, changed, (_, result) => result.Status.GotIn(), cancellation);

        // Of several the youngest: another system may have made one just before the call.
        return new CreationProofResult(
            IdsByKey(unaccounted.OrderByDescending(Age)),
            IdsByKey(changedNow),
            ValuesOf(objects),
            ValuesOf(objects.Where(one => IsTimely(one.CreatedAt) || one.UpdatedAt is null || IsTimely(one.UpdatedAt))),
            [.. suspects.Except(askable).Select(suspect => suspect.Value), .. found.Unprovable],
            found.Calls.Plus(intents.CutOff),
            found.Fault);

        bool IsTimely(DateTimeOffset? time) => time >= open.LostSince && time <= open.LostUntil;
    }

    /// <summary>The objects with the values that they were asked for by, where Marketo writes a number otherwise.</summary>
    private static List<FoundObject> AsAskedFor(IReadOnlyList<FoundObject> objects, List<Suspect> suspects)
    {
        var exact = suspects.Select(suspect => suspect.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var plain = suspects.ToLookup(suspect => CompoundKey.WithPlainNumbers(suspect.Value), StringComparer.OrdinalIgnoreCase);
        return [.. objects.Select(one => one with { Key = exact.Contains(one.Key.Trim()) ? one.Key : ValueOf(one.Key) })];

        string ValueOf(string key) => plain[CompoundKey.WithPlainNumbers(key.Trim())].Select(suspect => suspect.Value).FirstOrDefault(key);
    }

    /// <summary>The objects without those for which an earlier record of the run with the same key accounts.</summary>
    private static async Task<IReadOnlyList<FoundObject>> WithoutEarlierAsync(
        RunScope scope, List<Suspect> suspects, List<FoundObject> objects, Func<FoundObject, RecordResult, bool> accounts, CancellationToken cancellation)
    {
        var byValue = objects.ToLookup(one => one.Key.Trim(), StringComparer.OrdinalIgnoreCase);
        var accounted = new HashSet<FoundObject>();
        var earlier = new EarlierResults(scope.Folder);
        foreach (var suspect in suspects.Where(suspect => byValue.Contains(suspect.Value)))
        {
            await foreach (var result in earlier.BeforeAsync(suspect.Previous, cancellation))
                accounted.UnionWith(byValue[suspect.Value].Where(one => accounts(one, result)));
        }

        return [.. objects.Where(one => !accounted.Contains(one))];
    }

    private static HashSet<string> ValuesOf(IEnumerable<FoundObject> objects) => objects.Select(one => one.Key.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, string> IdsByKey(IEnumerable<FoundObject> objects)
    {
        var ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var one in objects) ids.TryAdd(one.Key.Trim(), one.Id);
        return ids;
    }

    /// <summary>Ids grow, so they tell the order within a second.</summary>
    private static (DateTimeOffset CreatedAt, decimal Id) Age(FoundObject one) =>
        (one.CreatedAt, decimal.TryParse(one.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0);
}
