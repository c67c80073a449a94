namespace MarketoSync.Reports;

/// <summary>How records that did not get in are written out.</summary>
public enum RejectsFormat
{
    Csv,
    Ndjson,
}
