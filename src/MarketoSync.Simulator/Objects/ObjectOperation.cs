using System.Globalization;
using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>What sync and delete of objects have in common: how records are found, named and answered.</summary>
internal abstract class ObjectOperation(
    long number, Subscription data, ObjectStore store, bool byId, SentObject[] records)
    : RecordOperation(data, store.Ledger, number, records.Length, Keys(data, store, byId, records))
{
    protected ObjectStore Store => store;

    protected SentObject Sent(int index) => records[index];

    protected StoredObject? Find(string key) => byId ? store.FindById(key) : store.FindByKey(key);

    protected override (string Field, string Key) KeyOf(int index) =>
        (byId ? store.Schema.Type.IdField : store.Schema.KeyName, ObjectKey.Shown(records[index].Key ?? ""));

    protected override void WriteIdentity(Utf8JsonWriter writer, int index, in Outcome outcome)
    {
        writer.WriteNumber("seq"u8, index);
        if (outcome.ObjectId is not { } id) return;
        writer.WritePropertyName(store.Schema.Type.IdField);
        WriteId(writer, store.Schema, id);
    }

    public static void WriteId(Utf8JsonWriter writer, ObjectSchema schema, string id)
    {
        if (schema.Type.IdField is "id") writer.WriteNumberValue(long.Parse(id, CultureInfo.InvariantCulture));
        else writer.WriteStringValue(id);
    }

    /// <summary>A record known by its id counts under its key, so that it overlaps with a call that knows it by key.</summary>
    private static HashSet<string> Keys(Subscription data, ObjectStore store, bool byId, SentObject[] records)
    {
        var keys = records.Select(record => record.Key).OfType<string>();
        lock (data.Gate)
        {
            return keys.Select(key => ObjectKey.Shown(byId ? store.FindById(key)?.Key ?? key : key))
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
        }
    }
}
