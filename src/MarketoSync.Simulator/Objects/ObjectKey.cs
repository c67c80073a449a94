namespace MarketoSync.Simulator;

/// <summary>Keys of records: one value, or the values of a compound key.</summary>
internal static class ObjectKey
{
    /// <summary>Between the values of a compound key. No test's value contains it, and in a ledger a bar reads better.</summary>
    public const char Separator = '\n';

    /// <summary>The key of a record with these values, by field ordinal; null where one of its fields has none.</summary>
    public static string? Of(ObjectSchema schema, object?[] values)
    {
        var parts = new string?[schema.Key.Length];
        for (var i = 0; i < parts.Length; i++)
            if ((parts[i] = FieldValue.KeyText(FieldValue.Stored(values[schema.Key[i]]))) is null)
                return null;
        return parts.Length == 1 ? parts[0] : string.Join(Separator, parts);
    }

    public static string Shown(string key) => key.Replace(Separator, '|');
}
