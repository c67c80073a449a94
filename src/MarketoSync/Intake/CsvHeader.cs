using System.Buffers;
using System.IO.Pipelines;
using System.Text.Unicode;
using CsvHelper;

namespace MarketoSync.Intake;

/// <summary>The first row of a CSV source, which names the fields.</summary>
internal static class CsvHeader
{
    private const int MostPeeked = 64 * 1024;

    /// <summary>What separates the cells, by the first line. Leaves that line unread.</summary>
    public static async ValueTask<char> SeparatorAsync(PipeReader source, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await source.ReadAsync(cancellation);
            var end = read.Buffer.PositionOf((byte)'\n');
            if (end is null && !read.IsCompleted && read.Buffer.Length < MostPeeked)
            {
                source.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            var line = end is { } at ? read.Buffer.Slice(0, at) : read.Buffer;
            var separator = line.PositionOf((byte)',') is not null ? ','
                : line.PositionOf((byte)';') is not null ? ';'
                : line.PositionOf((byte)'\t') is not null ? '\t'
                : ',';
            source.AdvanceTo(read.Buffer.Start);
            return separator;
        }
    }

    /// <summary>The columns, or the reason why they cannot be told.</summary>
    public static InputError? Read(CsvReader header, CsvMalformedReason? malformed, out CsvColumn[] columns)
    {
        columns = [];
        var line = (uint)header.LineNumber;
        if (malformed is not null)
            return new(line, "The quotes in the header row do not match. Nothing was taken from the file.");
        if (!Utf8.IsValid(header.RawRecord))
            return new(line, "The header row is not in the UTF-8 encoding. Save the file as UTF-8.");
        columns = new CsvColumn[header.FieldCount];
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = CsvColumn.Parse(header.GetString(i));
            if (columns[i].Name.Length == 0)
                return new(line, $"Column {i + 1} has no name in the header row. Name the field that it holds, or remove the column.");
            if (!names.Add(columns[i].Name))
                return new(line, $"Two columns are named '{columns[i].Name}' in the header row. Remove one of them.");
        }

        return null;
    }
}
