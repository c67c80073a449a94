using MarketoSync.Runs;

namespace MarketoSync.Intake;

/// <summary>
/// Collects bytes for a stream, which writes one full buffer while the next is being filled. Grows for as long as
/// nobody calls <see cref="WriteOutAsync"/>, which is due whenever <see cref="IsFull"/>. Disposed of without being completed it abandons what
/// the stream writes.
/// </summary>
internal sealed class OutputBuffer(Stream stream, int size) : IAsyncDisposable
{
    private byte[] _filling = new byte[size + size / 4];
    private byte[] _writing = new byte[size + size / 4];
    private int _length;
    private Task _written = Task.CompletedTask;
    private bool _isComplete;

    /// <summary>Bytes so far.</summary>
    public long Total { get; private set; }

    public bool IsFull => _length >= size;

    /// <summary>Room for <paramref name="length"/> bytes, all of which have to be written.</summary>
    public Span<byte> Take(int length)
    {
        if (_filling.Length - _length < length)
            Array.Resize(ref _filling, Math.Max(_length + length, _filling.Length * 2));
        var room = _filling.AsSpan(_length, length);
        _length += length;
        Total += length;
        return room;
    }

    public async ValueTask WriteOutAsync(CancellationToken cancellation)
    {
        await _written;
        (_filling, _writing) = (_writing, _filling);
        _written = stream.WriteAsync(_writing.AsMemory(0, _length), cancellation).AsTask();
        _length = 0;
    }

    public async ValueTask CompleteAsync(CancellationToken cancellation)
    {
        await WriteOutAsync(cancellation);
        await _written;
        await stream.DisposeAsync();
        _isComplete = true;
    }

    public async ValueTask DisposeAsync()
    {
        // Who disposes of it without completing it has an error already, the write's or another.
        await _written.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_isComplete && stream is IUnfinished unfinished)
            unfinished.Abandon();
        await stream.DisposeAsync();
    }
}
