using System.Runtime.CompilerServices;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Intake;

/// <summary>A run in memory.</summary>
internal sealed class MemoryFolder : IRunFolder
{
    private readonly Dictionary<string, MemoryStream> _objects = [];

    public string Run => "test";

    public byte[] this[string name] => _objects[name].ToArray();

    public Task<Stream> CreateAsync(string name, CancellationToken cancellation) =>
        Task.FromResult<Stream>(_objects[name] = new MemoryStream());

    public Task<Stream?> OpenAsync(string name, long offset, CancellationToken cancellation) =>
        Task.FromResult<Stream?>(_objects.ContainsKey(name) ? new MemoryStream(this[name][(int)offset..]) : null);

    public Task<ReadOnlyMemory<byte>?> ReadAsync(string name, CancellationToken cancellation) =>
        Task.FromResult<ReadOnlyMemory<byte>?>(_objects.ContainsKey(name) ? (ReadOnlyMemory<byte>)this[name] : null);

    public Task ReadExactlyAsync(string name, long offset, Memory<byte> destination, CancellationToken cancellation)
    {
        this[name].AsMemory((int)offset, destination.Length).CopyTo(destination);
        return Task.CompletedTask;
    }

    public async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        await (await CreateAsync(name, cancellation)).WriteAsync(content, cancellation);

    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var name in _objects.Keys.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            yield return name;
    }
}
