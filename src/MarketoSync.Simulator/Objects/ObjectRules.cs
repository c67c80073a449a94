namespace MarketoSync.Simulator;

/// <summary>Why values whose types are right cannot be written to a record.</summary>
internal static class ObjectRules
{
    /// <param name="values">As sent, by field ordinal.</param>
    /// <param name="record">The record that is there; null where one would be created.</param>
    /// <returns>No code where they can.</returns>
    public static ApiError Refusal(Subscription data, ObjectSchema schema, object?[] values, StoredObject? record)
    {
        foreach (var field in schema.Required)
            if (FieldValue.Stored(values[field]) is null && (record is null || values[field] is not null))
                return new ApiError("1002", $"Missing value for the required parameter '{schema.NameOf(field)}'");
        for (var field = 0; record is not null && field < values.Length; field++)
            if (values[field] is { } value && !schema.IsUpdateable(field) && !IsSame(record.Values[field], FieldValue.Stored(value)))
                return new ApiError("1003", $"Invalid value for field '{schema.NameOf(field)}' and value '{FieldValue.Stored(value)}'");
        return ObjectLinks.Missing(data, schema, values);
    }

    private static bool IsSame(object? stored, object? sent) =>
        string.Equals(FieldValue.KeyText(stored), FieldValue.KeyText(sent), StringComparison.OrdinalIgnoreCase);
}
