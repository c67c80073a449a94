using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using MarketoSync.Records;

namespace MarketoSync.Reports;

/// <summary>Each record's own JSON, byte for byte, with our annotations in front.</summary>
internal static class RejectsNdjson
{
    private const int FlushBytes = 1 << 18;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="map">The mark of the mapping that made the records, if one did.</param>
    public static async Task<RejectsResult> WriteAsync(
        IAsyncEnumerable<RetryRecord> records, Stream destination, string? map, CancellationToken cancellation)
    {
        var output = PipeWriter.Create(destination, new StreamPipeWriterOptions(leaveOpen: true));
        var annotation = new ArrayBufferWriter<byte>();
        long written = 0;
        await foreach (var record in records.WithCancellation(cancellation))
        {
            annotation.ResetWrittenCount();
            Annotate(annotation, record, map);
            Splice(output, annotation.WrittenSpan, record.Json.Span);
            written++;
            if (output.UnflushedBytes >= FlushBytes) await output.FlushAsync(cancellation);
        }

        await output.CompleteAsync();
        return new(written);
    }

    private static void Annotate(ArrayBufferWriter<byte> destination, RetryRecord record, string? map)
    {
        using var json = new Utf8JsonWriter(destination, s_options);
        json.WriteStartObject();
        json.WriteString(RejectAnnotation.Status, record.Result.Status.Name());
        if (record.Result.Reasons is { Count: > 0 })
        {
            json.WriteString(RejectAnnotation.Code, RejectAnnotation.Codes(record.Result));
            json.WriteString(RejectAnnotation.Reason, RejectAnnotation.Messages(record.Result));
        }

        json.WriteNumber(RejectAnnotation.Line, record.Result.Line);
        if (record.Raw is { } raw) json.WriteString(RejectAnnotation.Raw, raw);
        else if (map is not null) json.WriteString(RejectAnnotation.Map, map);
        json.WriteEndObject();
    }

    private static void Splice(PipeWriter output, ReadOnlySpan<byte> annotation, ReadOnlySpan<byte> record)
    {
        if (record.Length <= "{}".Length)
        {
            output.Write(annotation);
        }
        else
        {
            output.Write(annotation[..^1]);
            output.Write(","u8);
            output.Write(record[1..]);
        }

        output.Write("\n"u8);
    }
}
