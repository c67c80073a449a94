using MarketoSync.Marketo;
using MarketoSync.Runs;

namespace MarketoSync.Preflight;

/// <summary>What the records of a run are held against.</summary>
/// <param name="Required">Fields that need a value in every record: the key, where the action looks objects up by it.</param>
/// <param name="AlsoKnown">Fields that may be sent although the description does not name them.</param>
/// <param name="ReadOnly">Fields that cannot be sent although it names them.</param>
public sealed record PreflightPlan(
    ObjectSchema Schema,
    PreflightMode Mode,
    IReadOnlyList<string> Required,
    IReadOnlyList<string> AlsoKnown,
    IReadOnlyList<string> ReadOnly)
{
    // The system gives them to every object.
    private static readonly string[] s_systemFields = ["createdAt", "updatedAt"];

    /// <summary>Null if the request sends nothing that a description could tell of: only keys, or activities.</summary>
    public static PreflightPlan? For(SyncRequest request, ObjectSchema schema, PreflightMode mode)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(schema);
        var (target, operation) = (request.Target, request.Operation);
        if (mode == PreflightMode.Off || operation.SendsKeysOnly || operation.Replay == Replay.Never) return null;

        return new PreflightPlan(
            schema,
            mode,
            operation.Action is SyncAction.CreateOrUpdate or SyncAction.UpdateOnly ? request.KeyFields : [],
            [target.IdField, .. target.DedupeFields, .. schema.DedupeFields],
            [.. ReadOnlyOf(target, schema).Except(request.KeyFields, StringComparer.Ordinal)]);
    }

    /// <summary>
    /// Of other objects than leads a field that is not updateable may well be given when the object is created: Adobe's samples do so with
    /// keys, and with a sales person's address. Only what Marketo itself sets is certain.
    /// </summary>
    private static IEnumerable<string> ReadOnlyOf(Target target, ObjectSchema schema) => schema.Fields
        .Where(field => !field.IsUpdateable
            && (target.Name == Target.Leads.Name || field.Type == FieldType.Formula || field.Name == target.IdField || s_systemFields.Contains(field.Name)))
        .Select(field => field.Name);
}
