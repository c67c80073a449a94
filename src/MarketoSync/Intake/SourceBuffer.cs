namespace MarketoSync.Intake;

/// <summary>The unread part of a source, in one piece, as far as it was asked for.</summary>
internal sealed class SourceBuffer(Stream source)
{
    private byte[] _bytes = new byte[512 * 1024];
    private int _start;
    private int _end;
    private bool _begun;

    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    public void Advance(int count) => _start += count;

    /// <summary>Reads more behind what is unread, or says that there is no more. Drops a UTF-8 byte order mark at the very start.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        if (!_begun)
        {
            _begun = true;
            while (_end < 3 && await ReadAsync(cancellation))
            {
            }

            if (Unread.StartsWith("\uFEFF"u8))
                Advance(3);
            return _end > _start || await ReadAsync(cancellation);
        }

        return await ReadAsync(cancellation);
    }

    private async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            Unread.CopyTo(_bytes);
            _end -= _start;
            _start = 0;
        }

        // Half of it must be free, or long lines would be read in ever smaller pieces.
        if (_end > _bytes.Length / 2)
            Array.Resize(ref _bytes, _bytes.Length * 2);
        var count = await source.ReadAsync(_bytes.AsMemory(_end), cancellation);
        _end += count;
        return count > 0;
    }
}
