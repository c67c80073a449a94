namespace MarketoSync.Intake;

/// <summary>What the cells of a CSV column become in JSON.</summary>
internal enum CsvColumnType
{
    /// <summary>A string, but null for <c>NULL</c>.</summary>
    Any,

    /// <summary>A string, <c>NULL</c> as well.</summary>
    Text,

    Number,

    Boolean,
}
