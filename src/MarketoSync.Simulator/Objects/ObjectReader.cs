using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>Reads records of one object from JSON, checking each value against the fields.</summary>
internal sealed class ObjectReader(ObjectSchema schema, OverLongValues overLong)
{
    /// <param name="byId">Whether the call looks records up by id instead of by key fields.</param>
    /// <param name="callError">Set where a record makes Marketo refuse the whole call.</param>
    public SentObject[] Read(JsonElement[] input, bool byId, out ApiError callError)
    {
        callError = default;
        var records = new SentObject[input.Length];
        for (var i = 0; i < input.Length; i++)
        {
            records[i] = ReadOne(input[i], byId, out var error);
            if (callError.Code is null) callError = error;
        }
        return records;
    }

    private SentObject ReadOne(JsonElement record, bool byId, out ApiError callError)
    {
        callError = default;
        var values = new object?[schema.Fields.Length];
        string? id = null;
        var error = default(ApiError);
        foreach (var member in record.EnumerateObject())
        {
            var ordinal = schema.Find(member.Name);
            if (ordinal == ObjectSchema.Id && byId)
            {
                id = member.Value.ValueKind is JsonValueKind.Null ? null : FieldValue.ShownText(member.Value);
                continue;
            }
            var problem = Problem(ordinal, member, values, out var tooLong);
            if (tooLong && overLong is OverLongValues.RefuseCall) callError = callError.Code is null ? problem : callError;
            else if (error.Code is null) error = problem;
        }
        var missing = byId ? (id is { Length: > 0 } ? null : schema.Type.IdField) : MissingKeyField(values);
        if (missing is not null && error.Code is null) error = new ApiError("1002", $"Missing value for the required parameter '{missing}'");
        return new SentObject(values, id, missing is not null ? null : byId ? id : ObjectKey.Of(schema, values), error);
    }

    private ApiError Problem(int ordinal, JsonProperty member, object?[] values, out bool tooLong)
    {
        tooLong = false;
        if (ordinal == ObjectSchema.Unknown) return new ApiError("1006", $"Field '{member.Name}' not found");
        if (ordinal < 0 || schema.Fields[ordinal].Type is SimulatedFieldType.Formula)
            return Invalid(member.Name, FieldValue.ShownText(member.Value));
        var problem = FieldValue.Read(member.Value, schema.Fields[ordinal], out var value);
        tooLong = problem is FieldProblem.TooLong;
        if (problem is FieldProblem.Invalid) return Invalid(member.Name, value);
        if (tooLong) return new ApiError("1077", $"Value for field '{member.Name}' exceeds max length");
        values[ordinal] = value;
        return default;
    }

    private static ApiError Invalid(string field, object? value) => new("1003", $"Invalid value for field '{field}' and value '{value}'");

    private string? MissingKeyField(object?[] values)
    {
        foreach (var field in schema.Key)
            if (FieldValue.Stored(values[field]) is null)
                return schema.Fields[field].Name;
        return null;
    }
}
