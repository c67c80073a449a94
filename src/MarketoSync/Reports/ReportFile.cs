using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MarketoSync.Runs;

namespace MarketoSync.Reports;

/// <summary>The <see cref="Report"/> as it is kept and printed: <see cref="RunFiles.Report"/>.</summary>
public static class ReportFile
{
    // Nobody embeds this file in a page: messages stay readable, quotes and umlauts and all.
    private static readonly ReportJson s_json = new(new JsonSerializerOptions(ReportJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The run's report, or null where the run has none yet.</summary>
    public static async Task<Report?> ReadAsync(IRunFolder folder, CancellationToken cancellation) =>
        await folder.ReadAsync(RunFiles.Report, cancellation) is { } content
            ? JsonSerializer.Deserialize(content.Span, ReportJson.Default.Report)
            : null;

    public static Task WriteAsync(IRunFolder folder, Report report, CancellationToken cancellation) =>
        folder.WriteAsync(RunFiles.Report, Content(report), cancellation);

    /// <summary>UTF-8, indented, without a new line at its end.</summary>
    public static byte[] Content(Report report) => JsonSerializer.SerializeToUtf8Bytes(report, s_json.Report);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Report))]
internal sealed partial class ReportJson : JsonSerializerContext;
