using MarketoSync.Runs;

namespace MarketoSync.Benchmarks.Intake;

/// <summary>A run folder that keeps nothing but the index, in the memory it is given, for the pass that plans.</summary>
internal sealed class NullFolder(byte[] index) : IRunFolder
{
    public string Run => "null";

    public Task<Stream> CreateAsync(string name, CancellationToken cancellation) =>
        Task.FromResult(name == RunFiles.Index ? new MemoryStream(index) : Stream.Null);

    public Task<Stream?> OpenAsync(string name, long offset, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ReadOnlyMemory<byte>?> ReadAsync(string name, CancellationToken cancellation) => throw new NotSupportedException();

    public Task ReadExactlyAsync(string name, long offset, Memory<byte> destination, CancellationToken cancellation)
    {
        index.AsMemory((int)offset, destination.Length).CopyTo(destination);
        return Task.CompletedTask;
    }

    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<StoredObject?> ReadVersionAsync(string name, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<string?> TryWriteAsync(string name, ReadOnlyMemory<byte> content, string? expected, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task DeleteAsync(string name, CancellationToken cancellation) => throw new NotSupportedException();

    public Task DeleteOlderAsync(string prefix, DateTimeOffset before, CancellationToken cancellation) => throw new NotSupportedException();

    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellation) => throw new NotSupportedException();
}
