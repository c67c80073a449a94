namespace MarketoSync.Simulator;

/// <summary>
/// The leads of the subscription. A lead is known by its index; its id is the index plus a constant. Every member but
/// <see cref="Gate"/> and <see cref="Schema"/> is to be used under <see cref="Gate"/>.
/// </summary>
internal sealed class LeadStore(LeadSchema schema, bool keepFields)
{
    private const long FirstId = 1001;

    private readonly List<(uint Created, uint Updated)> times = [];
    private readonly List<byte[]> values = [];
    private readonly Dictionary<int, KeyIndex> indexes = [];
    private readonly Dictionary<(int Field, ulong Key), int> inFlight = [];
    private readonly HashSet<int> deleted = [];

    public Lock Gate { get; } = new();

    public LeadSchema Schema { get; } = schema;

    public bool KeepFields { get; } = keepFields;

    public int Count => times.Count - deleted.Count;

    /// <summary>Rises with every <see cref="Clear"/>: a call that began before it must not write after it.</summary>
    public int Generation { get; private set; }

    public static long IdOf(int lead) => FirstId + lead;

    public bool Exists(int lead) => lead >= 0 && lead < times.Count && !deleted.Contains(lead);

    public KeyMatch FindById(long id) =>
        id - FirstId is >= 0 and < int.MaxValue and var lead && Exists((int)lead) ? new KeyMatch(1, (int)lead) : default;

    public KeyMatch Find(int field, ulong key) => Index(field).Find(key);

    public IReadOnlyList<int> All(int field, ulong key) => Index(field).All(key);

    public int SharedKeys(int field) => Index(field).SharedKeys;

    public DateTimeOffset CreatedAt(int lead) => DateTimeOffset.FromUnixTimeSeconds(times[lead].Created);

    public DateTimeOffset UpdatedAt(int lead) => DateTimeOffset.FromUnixTimeSeconds(times[lead].Updated);

    public object? Value(int lead, int field) => KeepFields ? PackedValues.Get(values[lead], field) : null;

    public LeadSnapshot Snapshot(int lead)
    {
        var set = new Dictionary<string, object>(StringComparer.Ordinal);
        for (var i = 0; i < Schema.Fields.Length; i++)
            if (Value(lead, i) is { } value)
                set.Add(Schema.Fields[i].Name, value);
        return new LeadSnapshot(IdOf(lead), CreatedAt(lead), UpdatedAt(lead), set);
    }

    /// <param name="keyField">The field whose key is remembered where values are not; <see cref="LeadSchema.Unknown"/> for none.</param>
    public int Create(object?[]? sent, int keyField, ulong key, DateTimeOffset now)
    {
        var lead = times.Count;
        var second = (uint)now.ToUnixTimeSeconds();
        times.Add((second, second));
        if (KeepFields)
        {
            values.Add([]);
            Write(lead, sent!);
        }
        else if (keyField >= 0)
        {
            Index(keyField).Add(key, lead);
        }
        return lead;
    }

    public void Update(int lead, object?[]? sent, DateTimeOffset now)
    {
        times[lead] = times[lead] with { Updated = (uint)now.ToUnixTimeSeconds() };
        if (KeepFields) Write(lead, sent!);
    }

    /// <summary>Takes a lead and its keys away. Its id is never given again.</summary>
    public void Delete(int lead)
    {
        deleted.Add(lead);
        foreach (var (field, index) in indexes)
        {
            if (!KeepFields) index.Remove(lead);
            else if (FieldValue.KeyText(Value(lead, field)) is { } key) index.Remove(LeadKey.Of(key), lead);
        }
        if (KeepFields) values[lead] = [];
    }

    /// <summary>Marks a key as being written by a call; false where another call is writing it already.</summary>
    public bool Enter(int field, ulong key)
    {
        inFlight.TryGetValue((field, key), out var writers);
        inFlight[(field, key)] = writers + 1;
        return writers == 0;
    }

    public void Leave(int field, ulong key)
    {
        if (--inFlight[(field, key)] == 0) inFlight.Remove((field, key));
    }

    public void Clear()
    {
        times.Clear();
        values.Clear();
        indexes.Clear();
        deleted.Clear();
        Generation++;
    }

    private void Write(int lead, object?[] sent)
    {
        foreach (var (field, index) in indexes)
        {
            if (sent[field] is null) continue;
            var before = FieldValue.KeyText(Value(lead, field));
            var after = FieldValue.KeyText(FieldValue.Stored(sent[field]));
            if (before == after) continue;
            if (before is not null) index.Remove(LeadKey.Of(before), lead);
            if (after is not null) index.Add(LeadKey.Of(after), lead);
        }
        values[lead] = PackedValues.With(values[lead], sent);
    }

    /// <summary>An index is built when its field is first looked up: most fields never are.</summary>
    private KeyIndex Index(int field)
    {
        if (indexes.TryGetValue(field, out var index)) return index;
        index = new KeyIndex();
        for (var lead = 0; lead < values.Count; lead++)
            if (FieldValue.KeyText(Value(lead, field)) is { } text)
                index.Add(LeadKey.Of(text), lead);
        indexes.Add(field, index);
        return index;
    }
}
