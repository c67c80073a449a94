namespace MarketoSync.Preflight;

internal static class FieldTypes
{
    /// <summary>The type that a describe call names as <c>dataType</c>. Adobe's samples write it with capitals too.</summary>
    public static FieldType Find(string? dataType) => dataType?.ToUpperInvariant() switch
    {
        "STRING" or "PHONE" or "URL" => FieldType.Text,
        "TEXT" or "TEXTAREA" => FieldType.TextArea,
        "EMAIL" => FieldType.Email,
        "INTEGER" or "SCORE" or "PERCENT" => FieldType.Whole,
        "FLOAT" => FieldType.Number,
        "CURRENCY" => FieldType.Currency,
        "BOOLEAN" => FieldType.Boolean,
        "DATE" => FieldType.Date,
        "DATETIME" => FieldType.DateTime,
        "FORMULA" => FieldType.Formula,
        _ => FieldType.Other,
    };
}
