namespace MarketoSync.Simulator;

/// <summary>One record of an object.</summary>
/// <param name="sequence">Rises with every record created, so that reads come in that order.</param>
/// <param name="key">The values of the key fields, a line each, or one value.</param>
/// <param name="now">When it was created.</param>
internal sealed class StoredObject(long sequence, string id, string key, object?[] values, DateTimeOffset now)
{
    public long Sequence => sequence;

    public string Id => id;

    public string Key => key;

    /// <summary>By field ordinal: string, int, double, bool or null.</summary>
    public object?[] Values => values;

    public DateTimeOffset CreatedAt { get; } = now;

    public DateTimeOffset UpdatedAt { get; set; } = now;

    /// <summary>The text by which a read finds a field's value; null where it has none.</summary>
    public string? TextOf(int ordinal) => ordinal switch
    {
        ObjectSchema.Id => id,
        ObjectSchema.CreatedAt => FieldValue.TimeText(CreatedAt),
        ObjectSchema.UpdatedAt => FieldValue.TimeText(UpdatedAt),
        _ => FieldValue.KeyText(values[ordinal]),
    };
}
