namespace MarketoSync.Intake;

/// <summary>How the records of a source are written.</summary>
public enum SourceFormat
{
    /// <summary>RFC 4180 with a header row.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    Ndjson,

    /// <summary>One JSON array of objects, or an object that has it as <c>records</c>.</summary>
    Json,
}
