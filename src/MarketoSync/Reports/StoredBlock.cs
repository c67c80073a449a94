using MarketoSync.Records;

namespace MarketoSync.Reports;

/// <summary>Some stored records that follow one another, with their places.</summary>
/// <param name="Entries">One more than there are records: the last marks the end.</param>
internal sealed record StoredBlock(RecordIndexEntry[] Entries, byte[] Content)
{
    public int Count => Entries.Length - 1;

    /// <summary>A record's JSON, without its new line.</summary>
    public ReadOnlyMemory<byte> Record(int number)
    {
        var start = Entries[number].Offset - Entries[0].Offset;
        var length = Entries[number + 1].Offset - Entries[number].Offset;
        return Content.AsMemory((int)start, (int)length - 1);
    }
}
