using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Runs;

/// <summary>A run's objects in memory. Safe for use by several threads.</summary>
internal class MemoryRunFolder(string run = "test-run") : IRunFolder
{
    private readonly SortedDictionary<string, (byte[] Content, int Version)> _objects = new(StringComparer.Ordinal);
    private int _writes;
    private int _unfinished;

    public string Run => run;

    /// <summary>Called with the name of each large object before it is opened for writing.</summary>
    public Action<string> Creating { get; set; } = _ => { };

    /// <summary>Large objects that are open for writing.</summary>
    public int Unfinished => _unfinished;

    /// <summary>Called with each name before it is written.</summary>
    public Action<string> Writing { get; set; } = _ => { };

    public bool IsEmpty
    {
        get
        {
            lock (_objects) return _objects.Count == 0;
        }
    }

    /// <summary>Called with each name before it is read with its version.</summary>
    public Action<string> Reading { get; set; } = _ => { };

    public byte[] this[string name] => Find(name)!.Value.Content;

    public string Text(string name) => Encoding.UTF8.GetString(this[name]);

    public string[] Lines(string name) => Text(name).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Put(string name, string content) => Put(name, Encoding.UTF8.GetBytes(content));

    public void Put(string name, byte[] content)
    {
        lock (_objects) _objects[name] = (content, ++_writes);
    }

    public void Clear()
    {
        lock (_objects) _objects.Clear();
    }

    public async Task<Stream> CreateAsync(string name, CancellationToken cancellation)
    {
        await Task.CompletedTask;
        Creating(name);
        cancellation.ThrowIfCancellationRequested();
        Interlocked.Increment(ref _unfinished);
        return new KeptStream(content =>
        {
            Interlocked.Decrement(ref _unfinished);
            if (content is not null) Put(name, content);
        });
    }

    public Task<Stream?> OpenAsync(string name, long offset, CancellationToken cancellation) => Task.FromResult<Stream?>(
        Find(name) is { } kept ? new MemoryStream(kept.Content, (int)offset, kept.Content.Length - (int)offset, writable: false) : null);

    public Task<ReadOnlyMemory<byte>?> ReadAsync(string name, CancellationToken cancellation) =>
        Task.FromResult(Find(name) is { } kept ? kept.Content.AsMemory() : default(ReadOnlyMemory<byte>?));

    public Task<StoredObject?> ReadVersionAsync(string name, CancellationToken cancellation)
    {
        Reading(name);
        return Task.FromResult(Find(name) is { } kept ? new StoredObject(kept.Content, Text(kept.Version)) : null);
    }

    public Task ReadExactlyAsync(string name, long offset, Memory<byte> destination, CancellationToken cancellation)
    {
        this[name].AsMemory((int)offset, destination.Length).CopyTo(destination);
        return Task.CompletedTask;
    }

    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        Writing(name);
        Put(name, content.ToArray());
        return Task.CompletedTask;
    }

    public Task<string?> TryWriteAsync(string name, ReadOnlyMemory<byte> content, string? expected, CancellationToken cancellation)
    {
        Writing(name);
        lock (_objects)
        {
            if ((Find(name) is { } kept ? Text(kept.Version) : null) != expected) return Task.FromResult<string?>(null);
            Put(name, content.ToArray());
            return Task.FromResult<string?>(Text(_writes));
        }
    }

    public Task DeleteAsync(string name, CancellationToken cancellation)
    {
        lock (_objects) _objects.Remove(name);
        return Task.CompletedTask;
    }

    public Task DeleteOlderAsync(string prefix, DateTimeOffset before, CancellationToken cancellation) => throw new NotSupportedException();

    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        List<string> names;
        lock (_objects) names = [.. _objects.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))];
        foreach (var name in names)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return name;
        }
    }

    private static string Text(int version) => version.ToString(CultureInfo.InvariantCulture);

    private (byte[] Content, int Version)? Find(string name)
    {
        lock (_objects) return _objects.TryGetValue(name, out var kept) ? kept : null;
    }

    /// <param name="end">Told of the content once, or of null if it was abandoned.</param>
    private sealed class KeptStream(Action<byte[]?> end) : MemoryStream, IUnfinished
    {
        private bool _isAbandoned;
        private bool _isOver;

        public void Abandon() => _isAbandoned = true;

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_isOver) end(_isAbandoned ? null : ToArray());
            _isOver = true;
            base.Dispose(disposing);
        }
    }
}
