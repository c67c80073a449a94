using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>Reads lead records from JSON, checking each value against the schema.</summary>
internal sealed class LeadReader(LeadSchema schema, bool keepFields, OverLongValues overLong)
{
    /// <summary>
    /// Reads the object the reader stands on. A field named twice makes the JSON invalid, since Adobe asks for unique keys
    /// within a record; id is taken as the key of an update, and what is not writable, createdAt and updatedAt among it, is not found.
    /// </summary>
    /// <param name="callError">Set where the record makes Marketo refuse the whole call.</param>
    public SentLead Read(ref Utf8JsonReader reader, int keyField, out ApiError callError)
    {
        callError = default;
        var lead = new SentLead { Values = keepFields ? new object?[schema.Fields.Length] : null };
        Span<bool> seen = stackalloc bool[schema.Fields.Length];
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var ordinal = schema.Find(ref reader);
            if (ordinal == LeadSchema.Unknown || (ordinal >= 0 && !schema.Fields[ordinal].IsWritable))
            {
                lead.Error = First(lead.Error, "1006", $"Field '{reader.GetString()}' not found");
                reader.Read();
                reader.Skip();
                continue;
            }
            reader.Read();
            if (ordinal == LeadSchema.Id)
            {
                ReadId(ref reader, ref lead);
                continue;
            }
            if (seen[ordinal]) callError = new ApiError("609", "Invalid JSON");
            seen[ordinal] = true;

            var field = schema.Fields[ordinal];
            var problem = FieldValue.Read(ref reader, field, keepFields || ordinal == keyField, out var value);
            if (problem is not FieldProblem.None) Refuse(ref lead, ref callError, problem, field, value);
            else if (lead.Values is { } values) values[ordinal] = value;
            if (ordinal == keyField && problem is FieldProblem.None && FieldValue.KeyText(FieldValue.Stored(value)) is { } key)
                (lead.KeyText, lead.Key) = (key, LeadKey.Of(key));
        }
        return lead;
    }

    private static ApiError First(ApiError known, string code, string message) => known.Code is null ? new ApiError(code, message) : known;

    private static void ReadId(ref Utf8JsonReader reader, ref SentLead lead)
    {
        if (reader.TokenType is JsonTokenType.Number && reader.TryGetInt64(out var id)) lead.Id = id;
        else if (reader.TokenType is JsonTokenType.String && long.TryParse(reader.GetString(), out id)) lead.Id = id;
        else if (reader.TokenType is not JsonTokenType.Null)
        {
            lead.Error = First(lead.Error, "1003", $"Invalid value for field 'id' and value '{FieldValue.ShownText(ref reader)}'");
            reader.Skip();
        }
    }

    private void Refuse(ref SentLead lead, ref ApiError callError, FieldProblem problem, SimulatedField field, object? value)
    {
        if (problem is FieldProblem.Invalid)
        {
            lead.Error = First(lead.Error, "1003", $"Invalid value for field '{field.Name}' and value '{value}'");
            return;
        }
        var tooLong = new ApiError("1077", $"Value for field '{field.Name}' exceeds max length");
        if (overLong is OverLongValues.SkipRecord) lead.Error = First(lead.Error, tooLong.Code, tooLong.Message);
        else if (callError.Code is null) callError = tooLong;
    }
}
