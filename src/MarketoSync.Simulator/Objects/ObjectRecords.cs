using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>The records of all objects but leads, for a test to add to and to look at. Safe to use while calls are running.</summary>
public sealed class ObjectRecords
{
    private readonly Subscription data;

    internal ObjectRecords(Subscription data) => this.data = data;

    /// <summary>
    /// Adds a record as if it had been there before. Values: null, string, bool or a number. Links are not checked, and the ledger does
    /// not tell of it.
    /// </summary>
    /// <param name="name">The object's path below <c>/rest/v1/</c>, such as <c>companies</c> or <c>customobjects/car_c</c>.</param>
    /// <returns>Its marketoGUID, or its id as text.</returns>
    /// <exception cref="ArgumentException">The object or a field is unknown, the key is missing or there, or a value does not fit.</exception>
    public string Add(string name, params IEnumerable<(string Field, object? Value)> fields) => AddJson(name, Json.Object(fields))[0];

    /// <summary>Adds records as if they had been there before: JSON objects one after another, as in NDJSON.</summary>
    /// <returns>Their marketoGUIDs, or their ids as text, in order.</returns>
    /// <exception cref="ArgumentException">
    /// The text is no JSON, the object or a field is unknown, a key is missing or there, or a value does not fit. Records before it are in.
    /// </exception>
    public IReadOnlyList<string> AddJson(string name, ReadOnlySpan<byte> utf8)
    {
        var store = data.Object(name);
        var reader = new ObjectReader(store.Schema, OverLongValues.SkipRecord);
        var ids = new List<string>();
        var json = new Utf8JsonReader(utf8, new JsonReaderOptions { AllowMultipleValues = true });
        try
        {
            while (json.Read())
            {
                using var record = JsonDocument.ParseValue(ref json);
                if (record.RootElement.ValueKind is not JsonValueKind.Object)
                    throw new ArgumentException("A record is a JSON object.", nameof(utf8));
                var sent = reader.Read([record.RootElement], byId: false, out _)[0];
                if (sent.Error.Code is not null) throw new ArgumentException(sent.Error.Message, nameof(utf8));
                lock (data.Gate)
                    ids.Add(store.Create(sent.Key!, sent.Values, data.Time.GetUtcNow()).Id);
            }
        }
        catch (JsonException e)
        {
            throw new ArgumentException("The records are not valid JSON.", nameof(utf8), e);
        }
        return ids;
    }

    /// <summary>Every record of an object in the order created.</summary>
    /// <exception cref="ArgumentException">There is no such object.</exception>
    public IReadOnlyList<ObjectSnapshot> All(string name)
    {
        var store = data.Object(name);
        lock (data.Gate)
            return [.. store.All.Select(store.Snapshot)];
    }

    /// <summary>The record with this key, without regard to case; null where there is none.</summary>
    /// <param name="key">A value for each key field, in the order of the type's key fields.</param>
    /// <exception cref="ArgumentException">There is no such object.</exception>
    public ObjectSnapshot? Find(string name, params IReadOnlyList<string> key)
    {
        var store = data.Object(name);
        lock (data.Gate)
            return store.FindByKey(string.Join(ObjectKey.Separator, key)) is { } found ? store.Snapshot(found) : null;
    }

    /// <summary>How many records an object has.</summary>
    /// <exception cref="ArgumentException">There is no such object.</exception>
    public int Count(string name)
    {
        var store = data.Object(name);
        lock (data.Gate)
            return store.Count;
    }
}
