using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using MarketoSync.Runs;

namespace MarketoSync.Storage.Blobs;

/// <summary>
/// A blob that is there once it is closed. One block goes up while the next is being filled. If a write failed, closing it drops all that
/// was written.
/// </summary>
internal sealed class BlobBeingWritten(Container container, BlockBlobClient blob) : Stream, IUnfinished
{
    /// <summary>A blob takes 50,000 blocks: 200 GB.</summary>
    internal const int BlockBytes = 4 << 20;

    private const int FirstBytes = 64 << 10;

    /// <summary>Keeps the blocks of two writers of one name apart.</summary>
    private readonly string _writer = RandomNumberGenerator.GetHexString(16);

    private readonly List<string> _blocks = [];
    private byte[] _filling = [];
    private byte[] _rising = [];
    private int _filled;
    private long _length;
    private Task _risen = Task.CompletedTask;
    private bool _failed;
    private bool _closed;

    public void Abandon() => _failed = true;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !_closed;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (!buffer.IsEmpty)
            {
                if (_filled == BlockBytes) await RaiseAsync(cancellationToken);
                var taken = Math.Min(buffer.Length, BlockBytes - _filled);
                Fill(buffer.Span[..taken]);
                buffer = buffer[taken..];
            }
        }
        catch
        {
            _failed = true;
            throw;
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) =>
        WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    /// <summary>Nothing: a block that is not full waits for more.</summary>
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        if (!_closed) await CloseAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed) CloseAsync().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }

    private async Task CloseAsync()
    {
        _closed = true;
        if (_failed)
            await _risen.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        else
            await FinishAsync();
    }

    private void Fill(ReadOnlySpan<byte> bytes)
    {
        if (_filling.Length < _filled + bytes.Length)
        {
            var room = Math.Max(Math.Max(FirstBytes, _filling.Length * 2), _filled + bytes.Length);
            Array.Resize(ref _filling, Math.Min(room, BlockBytes));
        }

        bytes.CopyTo(_filling.AsSpan(_filled));
        _filled += bytes.Length;
        _length += bytes.Length;
    }

    private async Task RaiseAsync(CancellationToken cancellation)
    {
        await _risen;
        (_filling, _rising) = (_rising, _filling);
        _risen = StageAsync(_rising.AsMemory(0, _filled), cancellation);
        _filled = 0;
    }

    private async Task StageAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{_writer}-{_blocks.Count:D6}");
        var block = Convert.ToBase64String(Encoding.UTF8.GetBytes(name));
        _blocks.Add(block);
        await container.WriteAsync(
            () => blob.StageBlockAsync(block, BinaryData.FromBytes(bytes).ToStream(), cancellationToken: cancellation), cancellation);
    }

    private async Task FinishAsync()
    {
        if (_blocks.Count == 0)
        {
            var content = _filling.AsMemory(0, _filled);
            await container.WriteAsync(
                () => blob.UploadAsync(BinaryData.FromBytes(content).ToStream(), new BlobUploadOptions()), CancellationToken.None);
            return;
        }

        if (_filled > 0) await RaiseAsync(CancellationToken.None);
        await _risen;
        await Container.CallAsync(() => blob.CommitBlockListAsync(_blocks, new CommitBlockListOptions()));
    }
}
