using MarketoSync.Marketo;
using MarketoSync.Runs;

namespace MarketoSync.Preflight;

/// <summary>What the records of a run are held against.</summary>
/// <param name="Required">Fields that need a value in every record: the key, where the action looks objects up by it.</param>
/// <param name="AlsoKnown">Fields that may be sent although the description does not name them.</param>
/// <param name="ReadOnly">Fields that cannot be sent although it names them.</param>
/// <param name="MayGoByFiles">
/// Whether all that counts is what files refuse, for the records may go by them. Of imports it is known that a row without its key fails,
/// and one with a text or with decimals for a whole number, and that a bad address is only warned of (bulk-*-import.md). What else they
/// refuse is told nowhere.
/// </param>
public sealed record PreflightPlan(
    ObjectSchema Schema,
    PreflightMode Mode,
    IReadOnlyList<string> Required,
    IReadOnlyList<string> AlsoKnown,
    IReadOnlyList<string> ReadOnly,
    bool MayGoByFiles = false)
{
    // The system gives them to every object.
    private static readonly string[] s_systemFields = ["createdAt", "updatedAt"];

    /// <summary>A field of <see cref="ReadOnly"/> that null can be given for, if there is one: a lead's id, for then it names no lead.</summary>
    public string? NullableField { get; private init; }

    /// <summary>Fields that no record can clear.</summary>
    public IReadOnlyList<string> NeverNull { get; private init; } = [];

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

        var (target, isOfLeads) = (request.Target, request.Target.Name == Target.Leads.Name);
        return new PreflightPlan(
            isOfLeads ? schema.WithCompany() : schema,
            request.Preflight,
            NeedsKey(request) ? request.KeyFields : [],
            [target.IdField, .. target.DedupeFields, .. schema.DedupeFields, .. target.Undescribed],
            [.. ReadOnlyOf(request, schema).Except(request.KeyFields, StringComparer.Ordinal)],
            AreJudgedAsRows(request))
        {
            NullableField = isOfLeads ? target.IdField : null,
            NeverNull = target.NeverNull,
        };
    }

    /// <summary>
    /// What is to be rejected has to be known before it is known how the records go, and must not hang on how many there are.
    /// </summary>
    private static bool AreJudgedAsRows(SyncRequest request) =>
        request.Preflight == PreflightMode.Reject ? request.Mode == SyncMode.Bulk : ModeChoice.MayBeBulk(request);

    /// <summary>
    /// Of other objects than leads every record has to have its dedupe fields (lead-database.md). Leads are looked up by their key to be
    /// updated; whether one can be created without it is not told.
    /// </summary>
    private static bool NeedsKey(SyncRequest request) =>
        request.Operation.Action is SyncAction.CreateOrUpdate or SyncAction.UpdateOnly || request.Target.Name != Target.Leads.Name;

    /// <summary>
    /// Of other objects than leads a field that is not updateable may well be given when the object is created: Adobe's samples do so with
    /// keys, and with a sales person's address. There only what Marketo itself sets is certain. Members of a program are only updated with
    /// such fields (program-members.md), and a lead that is updated by another key may well hold its own id.
    /// </summary>
    private static IEnumerable<string> ReadOnlyOf(SyncRequest request, ObjectSchema schema)
    {
        var (target, operation) = (request.Target, request.Operation);
        if (target.Name == Target.Leads.Name)
            return Fixed(_ => true).Except(operation.Action == SyncAction.UpdateOnly ? [target.IdField] : [], StringComparer.Ordinal);
        if (target.Operations.Any(one => one.TakesMemberStatus))
            return Fixed(_ => true).Except(schema.DedupeFields, StringComparer.Ordinal);

        return Fixed(field => field.Type == FieldType.Formula || field.Name == target.IdField || s_systemFields.Contains(field.Name));

        IEnumerable<string> Fixed(Func<FieldSchema, bool> also) => schema.Fields.Where(field => !field.IsUpdateable && also(field)).Select(field => field.Name);
    }
}
