using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Sending;

/// <summary>
/// Proves which leads a lost call created: those that are no older than the call, by Marketo's own clock, and that no earlier record of
/// the run with the same key created.
/// </summary>
public sealed class CreationProof(LeadReader reader)
{
    public async Task<CreationProofResult> FindAsync(
        RunScope scope,
        string field,
        IReadOnlyList<Suspect> suspects,
        DateTimeOffset since,
        string batch,
        CancellationToken cancellation)
    {
        // Marketo separates the values by commas and knows no way to quote one.
        var askable = suspects.Where(suspect => !suspect.Value.Contains(',', StringComparison.Ordinal)).ToList();
        var values = askable.Select(suspect => suspect.Value).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var found = values.Count == 0
            ? new FoundLeads([], [], CallCount.None, null)
            : await reader.FindAsync(scope.Target, field, values, cancellation);

        var young = found.Leads.Where(lead => lead.CreatedAt >= since).ToList();
        var accounted = await CreatedBeforeAsync(scope, askable, young, batch, cancellation);
        var created = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

        // Of several the youngest: another system may have made one in the same second, just before the call.
        foreach (var lead in young.Where(lead => !accounted.Contains(lead.Id)).OrderByDescending(lead => lead.CreatedAt).ThenByDescending(lead => lead.Id.Length).ThenByDescending(lead => lead.Id, StringComparer.Ordinal))
            created.TryAdd(lead.Key.Trim(), lead.Id);


        return new CreationProofResult(
            created,
            [.. suspects.Except(askable).Select(suspect => suspect.Value), .. found.Unprovable],
            found.Calls,
            found.Fault);
    }

    /// <summary>Ids that earlier records of the run with the same keys were reported to have created.</summary>
    private static async Task<HashSet<string>> CreatedBeforeAsync(
        RunScope scope, List<Suspect> suspects, List<FoundLead> young, string batch, CancellationToken cancellation)
    {
        var ids = new HashSet<string>();
        var repeated = suspects.Where(suspect => suspect.IsRepeat).Select(suspect => suspect.Key?.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (repeated.Count == 0 || young.Count == 0) return ids;

        await foreach (var name in scope.Folder.ListAsync(RunFiles.Batches, cancellation))
        {
            if (name == RunFiles.Batch(batch) || await BatchLog.ReadAsync(scope.Folder, name[RunFiles.Batches.Length..], cancellation) is not { } log)
                continue;

            ids.UnionWith(log.Results
                .Where(result => result is { Status: RecordStatus.Created, Id: not null } && repeated.Contains(result.Key?.Trim()))
                .Select(result => result.Id!));
        }

        return ids;
    }
}
