using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>
/// A read by filter: GET, its long form by POST with <c>_method=GET</c>, or that POST with a JSON body, which is the only form for a
/// compound key.
/// </summary>
/// <param name="storeOf">Where to read; null where the list or program of the path does not exist.</param>
internal sealed class ObjectQuery(Subscription data, Func<RestRequest, ObjectStore?> storeOf, string[]? usualFields = null)
{
    public Accepted Accept(RestRequest request) => storeOf(request) is not { } store ? Accepted.Refuse("1013", "Object not found")
        : request.IsJson && !request.Body.IsEmpty ? JsonCall.Read(request, Paging.MaxValues, call => ByInput(store, call))
        : ByValues(store, request);

    private static Accepted Missing(string parameter) => Accepted.Refuse("1002", $"Missing value for the required parameter '{parameter}'");

    private static Accepted InvalidFilter(string filterType) => Accepted.Refuse("1003", $"Invalid filterType '{filterType}'");

    private Accepted ByValues(ObjectStore store, RestRequest request)
    {
        if (request["filterType"] is not { Length: > 0 } filterType) return Missing("filterType");
        if (request["filterValues"] is not { Length: > 0 } filterValues) return Missing("filterValues");
        if (store.Schema.Filter(filterType) is not { Length: 1 } filter) return InvalidFilter(filterType);
        var values = filterValues.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (values.Length > Paging.MaxValues)
            return Accepted.Refuse("1003", $"Too many filterValues: {values.Length}, at most {Paging.MaxValues} are allowed");
        var error = Paging.Read(request["batchSize"], request["nextPageToken"], $"{filterType}\n{filterValues}", out var paging);
        return error.Code is null ? Page(store, filter, values, request["fields"]?.Split(',', StringSplitOptions.TrimEntries), paging) : error;
    }

    private Accepted ByInput(ObjectStore store, JsonCall call)
    {
        var filterType = call["filterType"] ?? "dedupeFields";
        var filter = store.Schema.Filter(filterType);
        if (filter.Length == 0) return InvalidFilter(filterType);
        var values = new string[call.Input.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (KeyOf(store.Schema, filter, call.Input[i], out var missing) is not { } key) return Missing(missing!);
            values[i] = key;
        }
        var fields = call.Root.TryGetProperty("fields", out var list) && list.ValueKind is JsonValueKind.Array
            ? list.EnumerateArray().Select(FieldValue.ShownText).ToArray()
            : null;
        var error = Paging.Read(call["batchSize"], call["nextPageToken"], string.Join('\r', [filterType, .. values]), out var paging);
        return error.Code is null ? Page(store, filter, values, fields, paging) : error;
    }

    private static string? KeyOf(ObjectSchema schema, int[] filter, JsonElement input, out string? missing)
    {
        var parts = new string[filter.Length];
        missing = null;
        for (var i = 0; i < filter.Length; i++)
        {
            var name = schema.NameOf(filter[i]);
            if (!input.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
            {
                missing = name;
                return null;
            }
            parts[i] = FieldValue.ShownText(value);
        }
        return string.Join(ObjectKey.Separator, parts);
    }

    private Accepted Page(ObjectStore store, int[] filter, string[] values, string[]? fields, Paging paging)
    {
        var columns = new List<int>();
        foreach (var name in fields is { Length: > 0 } ? fields : usualFields ?? store.Schema.UsualFields)
        {
            if (store.Schema.FindColumn(name) is var column && column == ObjectSchema.Unknown)
                return Accepted.Refuse("1006", $"Field '{name}' not found");
            columns.Add(column);
        }
        // Adobe's samples give the id with every record, asked for or not.
        if (store.Schema.HasId && !columns.Contains(ObjectSchema.Id)) columns.Insert(0, ObjectSchema.Id);
        return Accepted.To(new ReadOperation(writer => Write(writer, store, filter, values, columns, paging)));
    }

    private void Write(Utf8JsonWriter writer, ObjectStore store, int[] filter, string[] values, List<int> columns, Paging paging)
    {
        int total;
        writer.WriteStartArray("result"u8);
        lock (data.Gate)
        {
            var found = store.Find(filter, values).ToList();
            total = found.Count;
            var seq = 0;
            foreach (var record in found.Skip(paging.Offset).Take(paging.Size))
            {
                writer.WriteStartObject();
                writer.WriteNumber("seq"u8, seq++);
                foreach (var column in columns)
                    WriteColumn(writer, store.Schema, record, column);
                writer.WriteEndObject();
            }
        }
        writer.WriteEndArray();
        if (paging.Next(total) is { } token) writer.WriteString("nextPageToken"u8, token);
        // Adobe's samples say so of a last page for program members only.
        if (paging.Next(total) is not null || !store.Schema.HasId) writer.WriteBoolean("moreResult"u8, paging.Next(total) is not null);
    }

    /// <summary>A field without a value is left out, which Adobe documents.</summary>
    private static void WriteColumn(Utf8JsonWriter writer, ObjectSchema schema, StoredObject record, int column)
    {
        if (record.TextOf(column) is not { } text) return;
        writer.WritePropertyName(schema.NameOf(column));
        if (column == ObjectSchema.Id) ObjectOperation.WriteId(writer, schema, text);
        else if (column < 0) writer.WriteStringValue(text);
        else Json.WriteValue(writer, record.Values[column]);
    }
}
