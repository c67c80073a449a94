using System.Globalization;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Recovery;

namespace MarketoSync.Sending;

/// <summary>
/// Proves which objects a lost call created: those that came into being, by Marketo's own clock, between the sending of the call and the time
/// when it was surely over, and that no earlier record of the run with the same key created.
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
            : await reader.FindAsync(scope, fields, distinct, intents, cancellation);

        var timely = found.Objects.Where(one => one.CreatedAt >= open.LostSince && one.CreatedAt <= open.LostUntil).ToList();
        var accounted = await CreatedBeforeAsync(scope, askable, timely, cancellation);
        var created = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

        // Of several the youngest: another system may have made one just before the call.
        foreach (var one in timely.Where(one => !accounted.Contains(one.Id)).OrderByDescending(Age)) created.TryAdd(one.Key.Trim(), one.Id);

        return new CreationProofResult(
            created,
            [.. suspects.Except(askable).Select(suspect => suspect.Value), .. found.Unprovable],
            found.Calls.Plus(intents.CutOff),
            found.Fault);
    }

    /// <summary>Ids that earlier records of the run with the same keys were reported to have created.</summary>
    private static async Task<HashSet<string>> CreatedBeforeAsync(
        RunScope scope, List<Suspect> suspects, List<FoundObject> timely, CancellationToken cancellation)
    {
        var ids = new HashSet<string>();
        var values = timely.Select(one => one.Key.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var earlier = new EarlierResults(scope.Folder);
        foreach (var suspect in suspects.Where(suspect => values.Contains(suspect.Value)))
        {
            await foreach (var result in earlier.BeforeAsync(suspect.Previous, cancellation))
            {
                if (result is { Status: RecordStatus.Created, Id: { } id }) ids.Add(id);
            }
        }

        return ids;
    }

    /// <summary>Ids grow, so they tell the order within a second.</summary>
    private static (DateTimeOffset CreatedAt, decimal Id) Age(FoundObject one) =>
        (one.CreatedAt, decimal.TryParse(one.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0);
}
