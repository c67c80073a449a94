using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;

namespace MarketoSync.Importing;

/// <summary>
/// Reads the failures or warnings of an import as they come: the rows of the file, with the reason in the last cell. The reason is always the
/// last one, for a row can have lost empty cells before it.
/// </summary>
public static class ImportFaultReader
{
    private const int LongestRow = 16 * 1024 * 1024;

    public static async IAsyncEnumerable<ImportFault> ReadAsync(Stream csv, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var options = new CsvReaderOptions
        {
            HasHeader = false, Separator = ',', TrimWhitespace = false, DetectSeparatorHint = false, MaxRecordSize = LongestRow,
            OnMalformedRecord = _ => { },
        };
        await using var rows = CsvReader.Create(csv, options);
        if (!await rows.ReadAsync(cancellation)) yield break;

        while (await rows.ReadAsync(cancellation))
        {
            if (rows.FieldCount < 2) continue;

            var cells = new string[rows.FieldCount];
            for (var cell = 0; cell < cells.Length; cell++) cells[cell] = Encoding.UTF8.GetString(rows.GetSpan(cell));
            yield return new ImportFault(cells[..^1], cells[^1]);
        }
    }
}
