using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Intake;

/// <summary>Writes the stored records and their index.</summary>
internal sealed class StoredRecordWriter : IAsyncDisposable
{
    private readonly OutputBuffer _records;
    private readonly OutputBuffer _index;

    private StoredRecordWriter(OutputBuffer records, OutputBuffer index)
    {
        _records = records;
        _index = index;
    }

    /// <summary>Bytes of the records so far.</summary>
    public long Bytes => _records.Total;

    public bool IsFull => _records.IsFull || _index.IsFull;

    public static async Task<StoredRecordWriter> CreateAsync(IRunFolder folder, CancellationToken cancellation)
    {
        var records = new OutputBuffer(await folder.CreateAsync(RunFiles.Records, cancellation), 512 * 1024);
        try
        {
            return new(records, new OutputBuffer(await folder.CreateAsync(RunFiles.Index, cancellation), 64 * 1024));
        }
        catch
        {
            await records.DisposeAsync();
            throw;
        }
    }

    public void Write(uint record, uint line, uint previous, ReadOnlySpan<byte> text)
    {
        new RecordIndexEntry(_records.Total, record, line, previous).Write(_index.Take(RecordIndexEntry.Size));
        var room = _records.Take(text.Length + 1);
        text.CopyTo(room);
        room[^1] = (byte)'\n';
    }

    public async ValueTask WriteOutAsync(CancellationToken cancellation)
    {
        if (_records.IsFull)
            await _records.WriteOutAsync(cancellation);
        if (_index.IsFull)
            await _index.WriteOutAsync(cancellation);
    }

    public async ValueTask CompleteAsync(CancellationToken cancellation)
    {
        new RecordIndexEntry(_records.Total, RecordIndexEntry.None, 0, RecordIndexEntry.None).Write(_index.Take(RecordIndexEntry.Size));
        await _records.CompleteAsync(cancellation);
        await _index.CompleteAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _records.DisposeAsync();
        await _index.DisposeAsync();
    }
}
