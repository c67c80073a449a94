using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using MarketoSync.Records;

namespace MarketoSync.Reports;

/// <summary>
/// Records as CSV (RFC 4180, CRLF) from which intake makes the same JSON again: an absent field is an empty cell,
/// null is <c>NULL</c>, numbers and booleans stand in columns named <c>field:number</c> and <c>field:boolean</c>,
/// and in a column <c>field:string</c> even <c>NULL</c> is text.
/// The order of fields within a record is not kept. The file begins with a byte order mark, because Excel
/// takes it for the system's old code page otherwise and spoils every umlaut.
/// <para>
/// Cells are the records' own values. Nothing is put before those that a spreadsheet takes for a formula
/// (<c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>): it would be synced to Marketo as part of the value.
/// Whoever opens a file of untrusted records in a spreadsheet imports its columns as text.
/// </para>
/// </summary>
internal static class RejectsCsv
{
    /// <summary>The cell that stands for JSON's null.</summary>
    public const string Null = "NULL";

    /// <param name="map">The mark of the mapping that made the records, if one did.</param>
    public static async Task<RejectsResult> WriteAsync(
        IAsyncEnumerable<RetryRecord> records, Stream destination, string? map, CancellationToken cancellation)
    {
        var columns = new OrderedDictionary<string, CsvColumn>(StringComparer.Ordinal);
        var anyRaw = false;
        await foreach (var record in records.WithCancellation(cancellation))
        {
            anyRaw |= record.Raw is not null;
            foreach (var (name, type, text) in Fields(record.Json.Span))
            {
                if (!columns.TryGetValue(name, out var column)) columns.Add(name, column = new(name, record.Result.Line));
                column.See(type, text, record.Result.Line);
                if (column.Obstacle is { } obstacle) return new(0, obstacle);
            }
        }

        await using var csv = CsvWriter.Create(
            destination,
            new() { WriteByteOrderMark = true, Quoting = CsvQuoting.WhenNeededOrWhitespace },
            leaveOpen: true);
        string[] annotations =
        [
            RejectAnnotation.Status,
            RejectAnnotation.Code,
            RejectAnnotation.Reason,
            RejectAnnotation.Line,
            .. map is not null ? [RejectAnnotation.Map] : Array.Empty<string>(),
            .. anyRaw ? [RejectAnnotation.Raw] : Array.Empty<string>(),
        ];
        await csv.WriteRecordAsync([.. annotations, .. columns.Values.Select(column => column.Header)], cancellation);

        long written = 0;
        var cells = new string[annotations.Length + columns.Count];
        await foreach (var record in records.WithCancellation(cancellation))
        {
            Array.Fill(cells, "");
            cells[0] = record.Result.Status.Name();
            cells[1] = RejectAnnotation.Codes(record.Result);
            cells[2] = RejectAnnotation.Messages(record.Result);
            cells[3] = record.Result.Line.ToString(CultureInfo.InvariantCulture);
            if (map is not null && record.Raw is null) cells[4] = map;
            if (anyRaw) cells[annotations.Length - 1] = record.Raw ?? "";
            foreach (var (name, _, text) in Fields(record.Json.Span)) cells[annotations.Length + columns.IndexOf(name)] = text;

            await csv.WriteRecordAsync(cells, cancellation);
            written++;
        }

        await csv.FlushAsync(cancellation);
        return new(written);
    }

    private static List<(string Name, JsonTokenType Type, string Text)> Fields(ReadOnlySpan<byte> record)
    {
        var fields = new List<(string Name, JsonTokenType Type, string Text)>();
        if (record.IsEmpty) return fields;

        var reader = new Utf8JsonReader(record);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            fields.Add((name, reader.TokenType, reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString()!,
                JsonTokenType.Null => Null,
                JsonTokenType.StartObject or JsonTokenType.StartArray => "",
                _ => Encoding.UTF8.GetString(reader.ValueSpan),
            }));
            reader.Skip();
        }

        return fields;
    }
}
