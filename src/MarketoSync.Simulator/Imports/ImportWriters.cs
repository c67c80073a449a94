using System.Globalization;

namespace MarketoSync.Simulator;

/// <summary>Makes of an upload what its job will do, or says why it is refused.</summary>
internal sealed class ImportWriters(Subscription data)
{
    private readonly ImportOptions options = data.Options.Imports;

    private LeadSchema Leads => data.Leads.Schema;

    /// <summary>Partitions are not simulated: any <c>partitionName</c> will do.</summary>
    public Accepted ForLeads(ImportUpload upload)
    {
        var lookup = upload["lookupField"] ?? "email";
        var field = Leads.Find(lookup);
        if (field == LeadSchema.Unknown) return Accepted.Refuse("1006", $"Lookup field '{lookup}' not found");
        if (!Leads.IsSearchable(field)) return Accepted.Refuse("1011", $"Field '{lookup}' not supported");
        ListStore? list = null;
        if (upload["listId"] is { } id && (list = List(id)) is null) return Accepted.Refuse("1013", "List not found");
        var idPlace = Leads.Fields.Length;
        var columns = ImportColumns.Of(upload.File.Columns, name => name is "id" && field == LeadSchema.Id ? idPlace : Writable(name));
        var values = new RowValues(Leads.Fields, columns.Between(0, Leads.Fields.Length), options, Wanted(field));
        var writer = new LeadRows(data, values, field, Array.IndexOf(columns.Ordinals, idPlace), list);
        return Plan(upload, ImportKind.Leads, "leads", writer, columns, options.UnknownLeadColumns);
    }

    public Accepted ForObjects(ImportUpload upload, ObjectStore store)
    {
        var schema = store.Schema;
        var columns = ImportColumns.Of(upload.File.Columns, name =>
            schema.Find(name) is >= 0 and var field && schema.Fields[field].Type is not SimulatedFieldType.Formula ? field : ObjectSchema.Unknown);
        var values = new RowValues(schema.Fields, columns.Between(0, schema.Fields.Length), options);
        // Adobe's page shows a file without its key column failing row by row, not as a whole.
        var unknown = schema.Key.All(columns.Ordinals.Contains) ? options.UnknownObjectColumns : UnknownColumns.Ignore;
        return Plan(upload, ImportKind.CustomObjects, schema.Type.Name, new ObjectRows(data, store, values), columns, unknown);
    }

    public Accepted ForMembers(ImportUpload upload)
    {
        if (!data.Programs.TryGetValue(upload.Request.PathId, out var program)) return Accepted.Refuse("1013", "Program not found");
        if (upload["programMemberStatus"] is not { } status) return ImportUpload.Missing("programMemberStatus");
        var step = program.StepOf(status);
        if (step < 0) return Accepted.Refuse("1025", "Program status not found");
        var (email, members) = (Leads.Find("email"), data.MemberSchema.Fields);
        var columns = ImportColumns.Of(upload.File.Columns, name => Writable(name) is >= 0 and var lead ? lead
            : data.MemberSchema.Find(name) is >= 0 and var member && data.MemberSchema.IsUpdateable(member) ? Leads.Fields.Length + member
            : LeadSchema.Unknown);
        var leadValues = new RowValues(Leads.Fields, columns.Between(0, Leads.Fields.Length), options, Wanted(email));
        var memberValues = new RowValues(members, columns.Between(Leads.Fields.Length, members.Length), options);
        var writer = new MemberRows(data, leadValues, memberValues, email, program, step);
        return Plan(upload, ImportKind.ProgramMembers, program.Store.Ledger.Name, writer, columns, options.UnknownMemberColumns);
    }

    private Accepted Plan(
        ImportUpload upload, ImportKind kind, string name, IImportRows writer, ImportColumns columns, UnknownColumns unknown)
    {
        if (unknown is UnknownColumns.RefuseCall && columns.Problem.Code is not null) return columns.Problem;
        var problem = unknown is UnknownColumns.FailJob ? columns.Problem.Message : null;
        var plan = new ImportPlan(kind, name, upload.Request.Number, upload.File, writer, problem);
        return Accepted.To(new CreateImportOperation(data.Imports, plan));
    }

    private ListStore? List(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? data.Lists.GetValueOrDefault(number) : null;

    private int Writable(string name) =>
        Leads.Find(name) is >= 0 and var field && Leads.Fields[field].IsWritable ? field : LeadSchema.Unknown;

    /// <summary>The one value that the store remembers where it does not keep them all.</summary>
    private int? Wanted(int field) => data.Leads.KeepFields ? null : field;
}
