namespace MarketoSync.Marketo;

/// <summary>By what a run tells records apart.</summary>
/// <param name="Name">The choice as Marketo's request names it: a lookup field, <c>dedupeFields</c>, <c>idField</c>; null where there is none.</param>
/// <param name="Fields">The fields whose values are a record's key. Empty if only Marketo's description of the object tells them.</param>
/// <param name="Fault">What is wrong with what was asked for; the rest then says nothing.</param>
public sealed record KeyChoice(string? Name, IReadOnlyList<string> Fields, string? Fault = null)
{
    /// <summary>The choice of the object's own dedupe fields.</summary>
    public const string Dedupe = "dedupeFields";

    private const string Id = "idField";

    /// <param name="asked">What the user asked for, or null for the default.</param>
    /// <param name="import">If the records go by files.</param>
    public static KeyChoice Of(Target target, Operation operation, string? asked, BulkImport? import = null)
    {
        var wanted = string.IsNullOrWhiteSpace(asked) ? null : asked.Trim();
        if (import?.KeyFields is { } fields)
            return wanted is null || fields.SequenceEqual([wanted])
                ? new(null, fields)
                : Wrong($"{wanted} cannot be used: in files {target.Name} are told apart by {string.Join(" and ", fields)}.");

        return operation.KeyParameter switch
        {
            "lookupField" => LookupField(target, operation, wanted ?? target.DedupeFields[0]),
            null => Fixed(target, operation, wanted),
            _ => DedupeBy(target, operation, wanted ?? Dedupe),
        };
    }

    /// <summary>
    /// Why fields that were named cannot be an object's dedupe fields, by those that Marketo's description of it names; null if they are
    /// these, in whatever order. Names of fields are the same only with the same capitals, as in records.
    /// </summary>
    public static string? Mismatch(Target target, IReadOnlyList<string> named, IReadOnlyList<string> described)
    {
        if (named.ToHashSet(StringComparer.Ordinal).SetEquals(described)) return null;

        var differsInCapitals = named.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(described);
        return $"{string.Join(',', named)} cannot be used: by Marketo's description {target.Name} are told apart by {string.Join(" and ", described)}."
            + (differsInCapitals ? " Capitals count." : "");
    }

    private static KeyChoice LookupField(Target target, Operation operation, string wanted) =>
        wanted == target.IdField && operation.Action != SyncAction.UpdateOnly
            ? Wrong($"{wanted} goes with the action updateOnly only: Marketo gives the ids itself.")
            : new(wanted, [wanted]);

    private static KeyChoice Fixed(Target target, Operation operation, string? wanted)
    {
        var field = operation.Action == SyncAction.Delete ? target.IdField : target.DedupeFields[0];
        return wanted is null || wanted == field
            ? new(null, [field])
            : Wrong($"{wanted} cannot be used: with {target.Name} and the action {operation.Action.Name()} records are told apart by {field}.");
    }

    /// <summary>
    /// Marketo takes two words. Fields may be named as well, for its word says nothing to who does not know by heart what the object's are.
    /// </summary>
    private static KeyChoice DedupeBy(Target target, Operation operation, string wanted)
    {
        if (wanted == Dedupe) return new(Dedupe, target.DedupeFields);

        // Adobe's pages disagree on createOrUpdate; updateOnly is in all of them.
        var takesId = operation.Action is SyncAction.UpdateOnly or SyncAction.Delete;
        if (wanted == Id || wanted == target.IdField)
        {
            return takesId
                ? new(Id, [target.IdField])
                : Wrong($"{wanted} goes with the actions updateOnly and delete only: Marketo gives the ids itself.");
        }

        string[] named = [.. wanted.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
        if (named.Length > 0 && (target.DedupeFields.Count == 0 || named.ToHashSet().SetEquals(target.DedupeFields)))
            return new(Dedupe, target.DedupeFields.Count == 0 ? named : target.DedupeFields);

        var fields = target.DedupeFields.Count == 0 ? "the fields that their description names" : string.Join(" and ", target.DedupeFields);
        return Wrong($"{wanted} cannot be used: {target.Name} are told apart by {fields}{(takesId ? $", or by {target.IdField}" : "")}.");
    }

    private static KeyChoice Wrong(string fault) => new(null, [], fault);
}
