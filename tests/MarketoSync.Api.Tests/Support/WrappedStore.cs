using MarketoSync.Runs;

namespace MarketoSync.Api.Tests.Support;

/// <summary>A store whose shared objects a test can interfere with.</summary>
internal sealed class WrappedStore(IRunStore store, Action<string> writingShared) : IRunStore
{
    public IObjectFolder Shared { get; } = new Folder(store.Shared, writingShared);

    public IRunFolder Open(string run) => store.Open(run);

    public IAsyncEnumerable<string> ListAsync(CancellationToken cancellation) => store.ListAsync(cancellation);

    public Task<bool> ExistsAsync(string run, CancellationToken cancellation) => store.ExistsAsync(run, cancellation);

    public Task DeleteAsync(string run, CancellationToken cancellation) => store.DeleteAsync(run, cancellation);

    private sealed class Folder(IObjectFolder inner, Action<string> writing) : IObjectFolder
    {
        public Task<Stream> CreateAsync(string name, CancellationToken cancellation) => inner.CreateAsync(name, cancellation);

        public Task<Stream?> OpenAsync(string name, long offset, CancellationToken cancellation) => inner.OpenAsync(name, offset, cancellation);

        public Task<ReadOnlyMemory<byte>?> ReadAsync(string name, CancellationToken cancellation) => inner.ReadAsync(name, cancellation);

        public Task<StoredObject?> ReadVersionAsync(string name, CancellationToken cancellation) => inner.ReadVersionAsync(name, cancellation);

        public Task ReadExactlyAsync(string name, long offset, Memory<byte> destination, CancellationToken cancellation) =>
            inner.ReadExactlyAsync(name, offset, destination, cancellation);

        public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
        {
            writing(name);
            return inner.WriteAsync(name, content, cancellation);
        }

        public Task<string?> TryWriteAsync(string name, ReadOnlyMemory<byte> content, string? expected, CancellationToken cancellation)
        {
            writing(name);
            return inner.TryWriteAsync(name, content, expected, cancellation);
        }

        public Task DeleteAsync(string name, CancellationToken cancellation) => inner.DeleteAsync(name, cancellation);

        public Task DeleteOlderAsync(string prefix, DateTimeOffset before, CancellationToken cancellation) =>
            inner.DeleteOlderAsync(prefix, before, cancellation);

        public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellation) => inner.ListAsync(prefix, cancellation);
    }
}
