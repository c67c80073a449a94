using System.Globalization;
using System.Text.Json;

namespace MarketoSync.Importing;

/// <summary>Reads what Marketo answers to an upload and to the question how far an import is.</summary>
public static class ImportAnswer
{
    /// <returns>Null if the answer does not tell of an import.</returns>
    public static ImportJob? TryRead(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        if (!json.RootElement.TryGetProperty("result", out var result) || result.ValueKind != JsonValueKind.Array || result.GetArrayLength() != 1)
            return null;

        var job = result[0];
        return Text(job, "batchId") is { } id && State(Text(job, "status")) is { } state
            ? new ImportJob(
                id,
                state,
                Number(job, "numOfLeadsProcessed") ?? Number(job, "numOfObjectsProcessed"),
                Number(job, "numOfRowsFailed"),
                Number(job, "numOfRowsWithWarning") ?? 0,
                Text(job, "message"))
            : null;
    }

    private static ImportState? State(string? status) =>
        status?.ToUpperInvariant() switch
        {
            "QUEUED" => ImportState.Queued,
            "IMPORTING" => ImportState.Importing,
            "COMPLETE" => ImportState.Complete,
            "FAILED" => ImportState.Failed,
            _ => null,
        };

    private static long? Number(JsonElement job, string name) =>
        long.TryParse(Text(job, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Text(JsonElement job, string name) =>
        job.ValueKind == JsonValueKind.Object && job.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;
}
