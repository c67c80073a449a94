namespace MarketoSync.Intake;

public static class SourceFormats
{
    /// <summary>The format that a file's name tells, or null where it tells none.</summary>
    public static SourceFormat? Guess(string fileName) => Path.GetExtension(fileName).ToUpperInvariant() switch
    {
        ".CSV" => SourceFormat.Csv,
        ".NDJSON" or ".JSONL" => SourceFormat.Ndjson,
        ".JSON" => SourceFormat.Json,
        _ => null,
    };

    /// <summary>The format of that name, or null where there is none.</summary>
    public static SourceFormat? Find(string name) => name.ToUpperInvariant() switch
    {
        "CSV" => SourceFormat.Csv,
        "NDJSON" => SourceFormat.Ndjson,
        "JSON" => SourceFormat.Json,
        _ => null,
    };
}
