namespace MarketoSync.Storage.Files;

/// <summary>A file that takes its name once it is closed and all of it is on the disk. Then its name is there too.</summary>
/// <param name="isNew">Whether to fail where there is a file of that name.</param>
internal sealed class FileBeingWritten(string unfinished, string name, bool isNew, Action done) : Stream
{
    /// <summary>Bytes after which the disk begins to write, so that it has little left to do at the end.</summary>
    private const long FlushAhead = 4 << 20;

    private readonly FileStream _file = new(unfinished, new FileStreamOptions
    {
        Mode = FileMode.Create,
        Access = FileAccess.Write,
        Share = FileShare.Read | FileShare.Delete,
        BufferSize = 64 * 1024,
    });

    private Task _flushing = Task.CompletedTask;
    private long _unflushed;
    private bool _abandoned;
    private bool _closed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !_closed;

    public override long Length => _file.Length;

    public override long Position
    {
        get => _file.Position;
        set => throw new NotSupportedException();
    }

    /// <summary>Closing drops what was written and leaves the name as it was.</summary>
    public void Abandon() => _abandoned = true;

    public override void Write(byte[] buffer, int offset, int count) => _file.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => _file.Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _file.WriteAsync(buffer, offset, count, cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _file.WriteAsync(buffer, cancellationToken);
        _unflushed += buffer.Length;
        if (_unflushed < FlushAhead || !_flushing.IsCompletedSuccessfully) return;

        _unflushed = 0;
        _flushing = Task.Run(() => RandomAccess.FlushToDisk(_file.SafeFileHandle), CancellationToken.None);
    }

    public override void Flush() => _file.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => _file.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        // Waiting for the disk takes long, and there is no asynchronous way to ask for it.
        if (!_closed)
            await Task.Run(Close);
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed)
            Finish();
        base.Dispose(disposing);
    }

    private void Finish()
    {
        _closed = true;
        try
        {
            _flushing.GetAwaiter().GetResult();
            if (!_abandoned)
                _file.Flush(flushToDisk: true);
        }
        catch
        {
            _abandoned = true;
            throw;
        }
        finally
        {
            _file.Dispose();
            if (_abandoned)
                File.Delete(unfinished);
        }

        if (_abandoned)
            return;
        try
        {
            File.Move(unfinished, name, overwrite: !isNew);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }

        FolderEntries.Flush(Path.GetDirectoryName(name)!);
        done();
    }
}
