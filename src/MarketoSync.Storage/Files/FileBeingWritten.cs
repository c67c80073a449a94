using MarketoSync.Runs;
using Microsoft.Win32.SafeHandles;

namespace MarketoSync.Storage.Files;

/// <summary>
/// A file that takes its name once it is closed and all of it is on the disk; then its name is there too. If a write failed, closing it
/// drops all that was written.
/// </summary>
internal sealed class FileBeingWritten : Stream, IUnfinished
{
    /// <summary>Bytes after which the disk begins to write, so that it has little left to do at the end.</summary>
    private const long FlushAhead = 4 << 20;

    private readonly string _unfinished;
    private readonly string _name;
    private readonly bool _isNew;
    private readonly Action _done;

    /// <summary>Kept beside the stream: to ask the stream for it writes out the stream's buffer, which another thread may be filling.</summary>
    private readonly SafeFileHandle _handle;
    private readonly FileStream _file;
    private Task _flushing = Task.CompletedTask;
    private long _unflushed;
    private bool _failed;
    private bool _closed;

    /// <param name="isNew">Whether to fail where there is a file of that name.</param>
    public FileBeingWritten(string unfinished, string name, bool isNew, Action done)
    {
        (_unfinished, _name, _isNew, _done) = (unfinished, name, isNew, done);
        _handle = File.OpenHandle(unfinished, FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete);
        _file = new FileStream(_handle, FileAccess.Write, bufferSize: 64 * 1024);
    }

    public void Abandon() => _failed = true;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !_closed;

    public override long Length => _file.Length;

    public override long Position
    {
        get => _file.Position;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _file.Write(buffer);
        }
        catch
        {
            _failed = true;
            throw;
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await _file.WriteAsync(buffer, cancellationToken);
        }
        catch
        {
            _failed = true;
            throw;
        }

        _unflushed += buffer.Length;
        if (_unflushed < FlushAhead || !_flushing.IsCompletedSuccessfully) return;

        _unflushed = 0;
        _flushing = Task.Run(() => RandomAccess.FlushToDisk(_handle), CancellationToken.None);
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
        var isWhole = false;
        try
        {
            _flushing.GetAwaiter().GetResult();
            if (!_failed)
            {
                _file.Flush(flushToDisk: true);
                _file.Dispose();
                File.Move(_unfinished, _name, overwrite: !_isNew);
                isWhole = true;
            }
        }
        catch when (_failed)
        {
            // The write that failed has told.
        }
        finally
        {
            if (!isWhole) Drop();
        }

        if (!isWhole) return;

        FolderEntries.Flush(Path.GetDirectoryName(_name)!);
        _done();
    }

    private void Drop()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
            // A disk that is full refuses what is still in the buffer, too.
        }

        File.Delete(_unfinished);
    }
}
