using System.Buffers;
using MarketoSync.Runs;

namespace MarketoSync.Records;

/// <summary>A range of a run's stored records, in memory. The memory goes back to its pool when this is disposed.</summary>
public sealed class StoredRecords : IDisposable
{
    private readonly byte[] _index;
    private readonly byte[] _bytes;
    private bool _disposed;

    private StoredRecords(uint from, int count, byte[] index, byte[] bytes)
    {
        From = from;
        Count = count;
        _index = index;
        _bytes = bytes;
    }

    /// <summary>The stored position of the first.</summary>
    public uint From { get; }

    public int Count { get; }

    /// <summary>All of them, each with its new line.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, (int)(Entry(Count).Offset - Entry(0).Offset));

    /// <summary>Reads the records at the stored positions from <paramref name="from"/> up to, not with, <paramref name="to"/>.</summary>
    public static async Task<StoredRecords> ReadAsync(IRunFolder folder, uint from, uint to, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);
        var count = (int)(to - from);
        var index = ArrayPool<byte>.Shared.Rent((count + 1) * RecordIndexEntry.Size);
        await folder.ReadExactlyAsync(
            RunFiles.Index, (long)from * RecordIndexEntry.Size, index.AsMemory(0, (count + 1) * RecordIndexEntry.Size), cancellation);
        var start = RecordIndexEntry.Read(index).Offset;
        var length = (int)(RecordIndexEntry.Read(index.AsSpan(count * RecordIndexEntry.Size)).Offset - start);
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        if (length > 0)
            await folder.ReadExactlyAsync(RunFiles.Records, start, bytes.AsMemory(0, length), cancellation);
        return new(from, count, index, bytes);
    }

    /// <summary>Where record <paramref name="i"/> of the range came from. The entry at <see cref="Count"/> marks the end.</summary>
    public RecordIndexEntry Entry(int i)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)i, (uint)Count, nameof(i));
        return RecordIndexEntry.Read(_index.AsSpan(i * RecordIndexEntry.Size));
    }

    /// <summary>The JSON object of record <paramref name="i"/> of the range, without its new line.</summary>
    public ReadOnlyMemory<byte> Record(int i)
    {
        var start = Entry(0).Offset;
        return _bytes.AsMemory((int)(Entry(i).Offset - start)..((int)(Entry(i + 1).Offset - start) - 1));
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        ArrayPool<byte>.Shared.Return(_index);
        ArrayPool<byte>.Shared.Return(_bytes);
    }
}
