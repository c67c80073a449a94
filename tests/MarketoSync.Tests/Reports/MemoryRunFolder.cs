using System.Runtime.CompilerServices;
using System.Text;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Reports;

/// <summary>A run's objects in memory.</summary>
internal sealed class MemoryRunFolder : IRunFolder
{
    private readonly SortedDictionary<string, byte[]> _objects = new(StringComparer.Ordinal);

    public string Run => "test-run";

    public string Text(string name) => Encoding.UTF8.GetString(_objects[name]);

    public string[] Lines(string name) => Text(name).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Put(string name, string content) => _objects[name] = Encoding.UTF8.GetBytes(content);

    public Task<Stream> CreateAsync(string name, CancellationToken cancellation) =>
        Task.FromResult<Stream>(new KeptStream(content => _objects[name] = content));

    public Task<Stream?> OpenAsync(string name, long offset, CancellationToken cancellation) =>
        Task.FromResult<Stream?>(_objects.TryGetValue(name, out var content)
            ? new MemoryStream(content, (int)offset, content.Length - (int)offset, writable: false)
            : null);

    public Task<ReadOnlyMemory<byte>?> ReadAsync(string name, CancellationToken cancellation) =>
        Task.FromResult<ReadOnlyMemory<byte>?>(_objects.TryGetValue(name, out var content) ? content.AsMemory() : default(ReadOnlyMemory<byte>?));

    public Task ReadExactlyAsync(string name, long offset, Memory<byte> destination, CancellationToken cancellation)
    {
        _objects[name].AsSpan((int)offset, destination.Length).CopyTo(destination.Span);
        return Task.CompletedTask;
    }

    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        _objects[name] = content.ToArray();
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var name in _objects.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return name;
        }
    }

    private sealed class KeptStream(Action<byte[]> keep) : MemoryStream
    {
        protected override void Dispose(bool disposing)
        {
            if (disposing) keep(ToArray());
            base.Dispose(disposing);
        }
    }
}
