using System.Globalization;

namespace MarketoSync.Simulator;

/// <summary>All data of one subscription, and what its endpoints share. Data is read and written under <see cref="Gate"/>.</summary>
internal sealed class Subscription
{
    /// <exception cref="ArgumentException">An option names a field or an object that does not exist.</exception>
    public Subscription(SimulatorOptions options, TimeProvider time)
    {
        (Options, Time) = (options, time);
        var schema = new LeadSchema(options.Fields);
        Leads = new LeadStore(schema, options.KeepFields);
        Reader = new LeadReader(schema, options.KeepFields, options.OverLongValues);
        Ledger = new Ledger(Leads, options.KeepLedger);
        var types = StandardObjects.All.Concat(options.CustomObjects).ToList();
        Objects = types.ToDictionary(
            type => type.Name,
            type => new ObjectStore(new ObjectSchema(type), Ledger.Open(type.Name), options.Seed),
            StringComparer.Ordinal);
        MemberSchema = ProgramMembers.SchemaOf(options.ProgramMemberFields);
        Lists = options.Lists.ToDictionary(list => list.Id, list => new ListStore(Ledger.Open($"lists/{list.Id}")));
        Programs = options.Programs.ToDictionary(
            program => program.Id, program => new ProgramMembers(program, MemberSchema, Ledger.Open($"programs/{program.Id}/members")));
        ActivityLedger = Ledger.Open("activities");
        Imports = new ImportQueue(this);
        foreach (var link in types.SelectMany(type => type.Links))
            if (!HasTarget(link))
                throw new ArgumentException($"A link leads to '{link.ToField}' of '{link.To}', which cannot be looked up.", nameof(options));
    }

    public SimulatorOptions Options { get; }

    public TimeProvider Time { get; }

    public Lock Gate => Leads.Gate;

    public LeadStore Leads { get; }

    public LeadReader Reader { get; }

    public Ledger Ledger { get; }

    /// <summary>By the name of the type.</summary>
    public IReadOnlyDictionary<string, ObjectStore> Objects { get; }

    public IReadOnlyDictionary<long, ListStore> Lists { get; }

    /// <summary>What is known of every program's members.</summary>
    public ObjectSchema MemberSchema { get; }

    public IReadOnlyDictionary<long, ProgramMembers> Programs { get; }

    public ObjectLedger ActivityLedger { get; }

    public List<ActivitySnapshot> Activities { get; } = [];

    public ImportQueue Imports { get; }

    /// <exception cref="ArgumentException">There is no such object.</exception>
    public ObjectStore Object(string name) =>
        Objects.TryGetValue(name, out var store) ? store : throw new ArgumentException($"There is no object '{name}'.", nameof(name));

    public bool HasLead(long id) => Leads.FindById(id).Count > 0;

    public void DeleteLead(long id)
    {
        Leads.Delete(Leads.FindById(id).First);
        foreach (var list in Lists.Values)
            list.Members.Remove(id);
        foreach (var program in Programs.Values)
            if (program.Find(id.ToString(CultureInfo.InvariantCulture)) is { } member)
                program.Store.Delete(member);
    }

    /// <summary>Whether a link leads to a record.</summary>
    public bool Reaches(ObjectLink link, string value)
    {
        if (link.To is "leads")
        {
            var field = Leads.Schema.Find(link.ToField);
            return field == LeadSchema.Id
                ? long.TryParse(value, out var id) && HasLead(id)
                : field >= 0 && Leads.All(field, LeadKey.Of(value)).Count > 0;
        }
        var to = Objects[link.To];
        return to.Find(to.Schema.Filter(link.ToField), [value]).Any();
    }

    /// <summary>Whether a lead or a record of any object names this one.</summary>
    public bool IsInUse(ObjectStore store, StoredObject record)
    {
        // Leads name sales persons by a field of the same name as the key.
        var field = Leads.Schema.Find(store.Schema.NameOf(store.Schema.Key[0]));
        if (field >= 0 && Leads.All(field, LeadKey.Of(record.Key)).Count > 0) return true;
        return Objects.Values.Any(other => other.Schema.Links.Any(link =>
            link.Link.To == store.Schema.Type.Name && other.Find([link.Field], [record.Key]).Any()));
    }

    public void Clear() => Imports.Clear(ClearData);

    private void ClearData()
    {
        lock (Gate)
        {
            Leads.Clear();
            foreach (var store in Objects.Values)
                store.Clear();
            foreach (var list in Lists.Values)
                list.Members.Clear();
            foreach (var program in Programs.Values)
                program.Store.Clear();
            Activities.Clear();
        }
        Ledger.Clear();
    }

    private bool HasTarget(ObjectLink link) => link.To is "leads"
        ? Leads.Schema.Find(link.ToField) is not LeadSchema.Unknown and var field && Leads.Schema.IsSearchable(field)
        : Objects.TryGetValue(link.To, out var store) && store.Schema.Filter(link.ToField).Length == 1;
}
