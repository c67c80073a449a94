namespace MarketoSync.Reports;

/// <summary>
/// A fixed number of values in pieces small enough to stay off the large object heap, so that the memory
/// taken is the memory needed.
/// </summary>
internal sealed class SegmentedArray<T>
    where T : unmanaged
{
    private const int SegmentBits = 13;
    private const int SegmentLength = 1 << SegmentBits;

    private readonly T[][] _segments;

    public SegmentedArray(long length)
    {
        Length = length;
        _segments = new T[(length + SegmentLength - 1) >> SegmentBits][];
        for (var segment = 0; segment < _segments.Length; segment++) _segments[segment] = new T[SegmentLength];
    }

    public long Length { get; }

    public ref T this[long index] => ref _segments[index >> SegmentBits][index & (SegmentLength - 1)];
}
