using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using MarketoSync.Records;

namespace MarketoSync.Importing;

/// <summary>
/// Finds out which record a row that Marketo gives back is. By the number in its first cell, where the file has such a column; else by all
/// that stands in its cells. Empty cells do not count, for Marketo loses some, and then what follows them stands in another column.
/// </summary>
public sealed class RowMatcher
{
    private readonly bool _byNumber;
    private readonly Dictionary<uint, int> _byRecord = [];
    private readonly Dictionary<UInt128, int> _byContent = [];

    // Few rows read like another.
    private readonly Dictionary<UInt128, List<int>> _alike = [];

    /// <param name="rows">The file's columns, and its records counted in.</param>
    public RowMatcher(ImportRows rows, StoredRecords records, bool byNumber)
    {
        _byNumber = byNumber;
        var cells = new string[rows.Columns.Count];
        for (var place = 0; place < records.Count; place++)
        {
            if (byNumber)
            {
                _byRecord.Add(records.Entry(place).Record, place);
                continue;
            }

            rows.Read(records.Record(place).Span, cells);
            var hash = HashOf(cells);
            if (_byContent.TryAdd(hash, place)) continue;
            if (_alike.TryGetValue(hash, out var places))
                places.Add(place);
            else
                _alike.Add(hash, [_byContent[hash], place]);
        }
    }

    /// <returns>
    /// The places of the records that it can be: one, unless rows say the same in different columns, or none if it is no row of the file.
    /// </returns>
    public IReadOnlyList<int> Find(ImportFault row)
    {
        if (!_byNumber)
        {
            var hash = HashOf(row.Cells);
            if (_alike.TryGetValue(hash, out var places)) return places;
            return _byContent.TryGetValue(hash, out var alone) ? [alone] : [];
        }

        return uint.TryParse(row.Cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out var record) && _byRecord.TryGetValue(record, out var place)
            ? [place]
            : [];
    }

    private static UInt128 HashOf(IReadOnlyList<string> cells)
    {
        var hash = new XxHash128();
        foreach (var cell in cells)
        {
            // Marketo may give back a value without the blanks around it.
            var value = cell.AsSpan().Trim();
            if (value.IsEmpty) continue;

            hash.Append(MemoryMarshal.AsBytes(value));
            hash.Append([0xff, 0xff]);
        }

        return hash.GetCurrentHashAsUInt128();
    }
}
