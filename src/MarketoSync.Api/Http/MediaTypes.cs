using MarketoSync.Intake;
using Microsoft.Net.Http.Headers;

namespace MarketoSync.Api.Http;

/// <summary>The types of content that the API takes and gives.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string Ndjson = "application/x-ndjson";
    public const string Csv = "text/csv";
    public const string Html = "text/html";

    public const string TakenAsRecords = $"{Ndjson}, {Csv} and {Json}, in UTF-8 and without Content-Encoding";

    /// <summary>How the records of a body of this type are written; null for a type that is not taken.</summary>
    public static SourceFormat? FormatOf(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)) return null;
        if (type.Charset.HasValue && !IsUtf8(type.Charset.Value.Trim('"'))) return null;

        return type.MediaType.Value?.ToUpperInvariant() switch
        {
            "APPLICATION/X-NDJSON" or "APPLICATION/NDJSON" or "APPLICATION/JSONL" => SourceFormat.Ndjson,
            "TEXT/CSV" => SourceFormat.Csv,
            "APPLICATION/JSON" => SourceFormat.Json,
            _ => null,
        };
    }

    private static bool IsUtf8(string charset) =>
        charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase)
        || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
}
