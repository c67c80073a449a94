using System.Globalization;

namespace MarketoSync.Simulator;

/// <summary>The records of one object. Keys are unique and compare without regard to case. To be used under the subscription's gate.</summary>
internal sealed class ObjectStore(ObjectSchema schema, ObjectLedger ledger, int seed)
{
    /// <summary>Apart from ids of leads, so that a mix-up shows.</summary>
    private const long FirstId = 700_001;

    private readonly Dictionary<string, StoredObject> byKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, StoredObject> byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly int stream = schema.Type.Name.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter));
    private long created;

    public ObjectSchema Schema => schema;

    public ObjectLedger Ledger => ledger;

    public int Count => byKey.Count;

    /// <summary>In the order created.</summary>
    public IEnumerable<StoredObject> All => byKey.Values.OrderBy(record => record.Sequence);

    public StoredObject? FindByKey(string key) => byKey.GetValueOrDefault(key);

    public StoredObject? FindById(string id) => byId.GetValueOrDefault(id);

    /// <summary>The records that have one of these values, or compounds of values, in these fields; in the order created.</summary>
    public IEnumerable<StoredObject> Find(int[] fields, IEnumerable<string> values)
    {
        var wanted = values.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = fields is [ObjectSchema.Id] ? wanted.Select(FindById)
            : fields.AsSpan().SequenceEqual(schema.Key) ? wanted.Select(FindByKey)
            : byKey.Values.Where(record => wanted.Contains(string.Join(ObjectKey.Separator, fields.Select(record.TextOf))));
        return found.OfType<StoredObject>().OrderBy(record => record.Sequence);
    }

    /// <summary>Creates a record whose key is new.</summary>
    public StoredObject Create(string key, object?[] sent, DateTimeOffset now)
    {
        var record = new StoredObject(created, NewId(created), key, [.. sent.Select(FieldValue.Stored)], Second(now));
        created++;
        byKey.Add(key, record);
        if (schema.HasId) byId.Add(record.Id, record);
        return record;
    }

    /// <param name="sent">Null leaves a field as it is, <see cref="FieldValue.Cleared"/> clears it.</param>
    public static void Update(StoredObject record, object?[] sent, DateTimeOffset now)
    {
        for (var i = 0; i < sent.Length; i++)
            if (sent[i] is not null)
                record.Values[i] = FieldValue.Stored(sent[i]);
        record.UpdatedAt = Second(now);
    }

    public void Delete(StoredObject record)
    {
        byKey.Remove(record.Key);
        byId.Remove(record.Id);
    }

    public void Clear()
    {
        byKey.Clear();
        byId.Clear();
        created = 0;
    }

    public ObjectSnapshot Snapshot(StoredObject record)
    {
        var set = new Dictionary<string, object>(StringComparer.Ordinal);
        for (var i = 0; i < record.Values.Length; i++)
            if (record.Values[i] is { } value)
                set.Add(schema.Fields[i].Name, value);
        return new ObjectSnapshot(record.Id, record.CreatedAt, record.UpdatedAt, set);
    }

    private static DateTimeOffset Second(DateTimeOffset now) => DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());

    private string NewId(long number)
    {
        if (!schema.HasId) return "";
        if (schema.Type.IdField is "id") return (FirstId + number).ToString(CultureInfo.InvariantCulture);
        var high = SeededRandom.Bits(seed, number, stream);
        var low = SeededRandom.Bits(seed, number, stream + 1);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{high >> 32:x8}-{(high >> 16) & 0xFFFF:x4}-{high & 0xFFFF:x4}-{low >> 48:x4}-{low & 0xFFFF_FFFF_FFFF:x12}");
    }
}
