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

    /// <summary>Whether the request wants records checked and sends something that a description could tell of: not only keys, and no activities.</summary>
    public static bool IsFor(SyncRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Preflight != PreflightMode.Off
            && request.Target.Description is not null
            && !request.Operation.SendsKeysOnly
            && request.Operation.Replay != Replay.Never;
    }

    /// <summary>Null where there is nothing to check: see <see cref="IsFor"/>.</summary>
    public static PreflightPlan? For(SyncRequest request, ObjectSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (!IsFor(request)) return null;

        var (target, operation) = (request.Target, request.Operation);
        return new PreflightPlan(
            target.Name == Target.Leads.Name ? schema.WithCompany() : schema,
            request.Preflight,
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
