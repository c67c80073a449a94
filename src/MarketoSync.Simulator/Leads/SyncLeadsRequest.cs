using System.Text.Json;
using System.Text.Unicode;

namespace MarketoSync.Simulator;

/// <summary>The body of Sync Leads: <c>{"action":…,"lookupField":…,"input":[{…},…]}</c>, members in any order.</summary>
internal sealed record SyncLeadsRequest(SyncAction Action, int LookupField, SentLead[] Records)
{
    private static readonly ApiError InvalidJson = new("609", "Invalid JSON");

    /// <summary>
    /// Two passes, because action and lookupField may follow the records they govern. Where Adobe names no answer this
    /// simulator chooses: 1003 for more than <paramref name="maxRecords"/> records, an unknown action or a forbidden key
    /// field; 1011 for a lookup field that cannot be searched; 1002 for no input.
    /// </summary>
    public static ApiError Read(ReadOnlySpan<byte> body, LeadSchema schema, LeadReader leads, int maxRecords, out SyncLeadsRequest? request)
    {
        request = null;
        if (!Utf8.IsValid(body)) return InvalidJson;
        try
        {
            if (!TryReadEnvelope(body, out var action, out var lookup, out var input)) return InvalidJson;
            if (SyncActions.Parse(action) is not { } parsed)
                return new ApiError("1003", $"Invalid value for parameter 'action' and value '{action}'");
            var field = schema.Find(lookup);
            if (field == LeadSchema.Unknown) return new ApiError("1006", $"Lookup field '{lookup}' not found");
            if (field == LeadSchema.Id && parsed is not SyncAction.UpdateOnly)
                return new ApiError("1003", $"Lookup field 'id' is not allowed with action '{action ?? "createOrUpdate"}'");
            if (!schema.IsSearchable(field)) return new ApiError("1011", $"Field '{lookup}' not supported");
            return ReadRecords(body[input], parsed, field, leads, maxRecords, out request);
        }
        catch (JsonException)
        {
            return InvalidJson;
        }
        catch (InvalidOperationException)
        {
            // The reader's word for a lone surrogate in a string.
            return InvalidJson;
        }
    }

    private static bool TryReadEnvelope(ReadOnlySpan<byte> body, out string? action, out string lookup, out Range input)
    {
        (action, lookup, input) = (null, "email", default);
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            switch (name)
            {
                case "action":
                    action = reader.GetString();
                    break;
                case "lookupField":
                    lookup = reader.GetString() ?? lookup;
                    break;
                case "input" when reader.TokenType is JsonTokenType.StartArray:
                    reader.Skip();
                    input = start..(int)reader.BytesConsumed;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        return !reader.Read();
    }

    private static ApiError ReadRecords(
        ReadOnlySpan<byte> input, SyncAction action, int field, LeadReader leads, int maxRecords, out SyncLeadsRequest? request)
    {
        request = null;
        var records = new List<SentLead>(maxRecords > 0 ? Math.Min(maxRecords, 300) : 300);
        var reader = new Utf8JsonReader(input);
        var callError = default(ApiError);
        var count = 0;
        if (input.Length > 0) reader.Read();
        while (input.Length > 0 && reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (reader.TokenType is not JsonTokenType.StartObject) return InvalidJson;
            count++;
            if (maxRecords > 0 && count > maxRecords)
            {
                reader.Skip();
                continue;
            }
            records.Add(leads.Read(ref reader, field, out var error));
            if (callError.Code is null) callError = error;
        }
        if (count == 0) return new ApiError("1002", "Missing value for the required parameter 'input'");
        if (count > records.Count) return new ApiError("1003", $"Too many records: {count}, at most {maxRecords} are allowed");
        if (callError.Code is null) request = new SyncLeadsRequest(action, field, [.. records]);
        return callError;
    }
}
