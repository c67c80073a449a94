using System.Text;
using MarketoSync.Batching;
using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Recovery;
using MarketoSync.Runs;
using MarketoSync.Sending;

namespace MarketoSync.Tests.Sending;

/// <summary>The folder of a run with stored records, as intake leaves it.</summary>
internal sealed class RunInMemory : IRunFolder
{
    private readonly SortedDictionary<string, byte[]> _objects = new(StringComparer.Ordinal);

    public string Run => "r1";

    /// <summary>Called with each name before it is written.</summary>
    public Action<string> Writing { get; set; } = _ => { };

    /// <summary>A run of leads whose keys are these; null is a record without one.</summary>
    public static RunInMemory Of(params string?[] keys)
    {
        var run = new RunInMemory();
        var (records, index) = (new MemoryStream(), new MemoryStream());
        var last = new Dictionary<string, uint>(StringComparer.OrdinalIgnoreCase);
        var entry = new byte[RecordIndexEntry.Size];
        for (var position = 0u; position < keys.Length; position++)
        {
            var key = keys[position];
            var previous = key is not null && last.TryGetValue(key.Trim(), out var before) ? before : RecordIndexEntry.None;
            if (key is not null) last[key.Trim()] = position;

            // Numbers and lines differ from positions, as they do where intake rejected some.
            new RecordIndexEntry(records.Length, position + 100, position + 201, previous).Write(entry);
            index.Write(entry);
            records.Write(Encoding.UTF8.GetBytes((key is null ? "{\"name\":\"x\"}" : $"{{\"email\":\"{key}\"}}") + "\n"));
        }

        new RecordIndexEntry(records.Length, 0, 0, RecordIndexEntry.None).Write(entry);
        index.Write(entry);
        run._objects[RunFiles.Records] = records.ToArray();
        run._objects[RunFiles.Index] = index.ToArray();
        return run;
    }

    public static RunInMemory Distinct(int count) => Of([.. Enumerable.Range(0, count).Select(number => $"{number}@x.example")]);

    public RunScope Scope(SyncAction action = SyncAction.CreateOrUpdate) =>
        new(this, Target.Leads, action, "email", new RequestEnvelope(Target.Leads, action, "email", null));

    public static OpenBatch Open(uint from, uint to, BatchStep step = BatchStep.Send, string id = "0000") =>
        new(new Batch(id, from, to, 0, 100), step, default);

    public async Task<BatchLog?> LogAsync(string batch) => await BatchLog.ReadAsync(this, batch, CancellationToken.None);

    public Task WriteResultsAsync(string batch, params RecordResult[] results) =>
        new BatchLog(new BatchHeader(batch, 0, default, default, null), results).WriteAsync(this, CancellationToken.None);

    public Task<Stream> CreateAsync(string name, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Stream?> OpenAsync(string name, long offset, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ReadOnlyMemory<byte>?> ReadAsync(string name, CancellationToken cancellation) =>
        Task.FromResult(_objects.TryGetValue(name, out var content) ? content.AsMemory() : default(ReadOnlyMemory<byte>?));

    public Task ReadExactlyAsync(string name, long offset, Memory<byte> destination, CancellationToken cancellation)
    {
        _objects[name].AsMemory((int)offset, destination.Length).CopyTo(destination);
        return Task.CompletedTask;
    }

    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        Writing(name);
        _objects[name] = content.ToArray();
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<string> ListAsync(
        string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Yield();
        foreach (var name in _objects.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToList()) yield return name;
    }
}
