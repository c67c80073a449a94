using System.Text;
using MarketoSync.Batching;
using MarketoSync.Intake;
using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Recovery;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Tests.Runs;

namespace MarketoSync.Tests.Sending;

/// <summary>The folder of a run with stored records, as intake leaves it.</summary>
internal sealed class RunInMemory() : MemoryRunFolder("r1")
{
    /// <summary>A run of leads whose keys are these; null is a record without one.</summary>
    public static RunInMemory Of(params string?[] keys) =>
        Of(keys, key => key is null ? "{\"name\":\"x\"}" : $"{{\"email\":\"{key}\"}}");

    /// <summary>A run of these records, all with different keys.</summary>
    public static RunInMemory OfRecords(params string[] records) => Of(records, record => record!);

    public static RunInMemory Distinct(int count) => Of([.. Enumerable.Range(0, count).Select(number => $"{number}@x.example")]);

    private static RunInMemory Of(string?[] keys, Func<string?, string> record)
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
            records.Write(Encoding.UTF8.GetBytes(record(key) + "\n"));
        }

        new RecordIndexEntry(records.Length, 0, 0, RecordIndexEntry.None).Write(entry);
        index.Write(entry);
        run.Put(RunFiles.Records, records.ToArray());
        run.Put(RunFiles.Index, index.ToArray());
        return run;
    }

    public RunScope Scope(SyncAction action = SyncAction.CreateOrUpdate) =>
        Scope(Target.Leads, action, "email");

    /// <param name="keyFields">Fields that are read as a record's key, where they are not the target's own.</param>
    public RunScope Scope(Target target, SyncAction action, string? key = null, params string[] keyFields)
    {
        var operation = target.By(action)!;
        var choice = KeyChoice.Of(target, operation, key);
        return new(this, new SyncRequest(target, operation, choice.Name, keyFields is [] ? choice.Fields : keyFields, SourceFormat.Ndjson));
    }

    public static OpenBatch Open(uint from, uint to, BatchStep step = BatchStep.Send, string id = "0000") =>
        new(new Batch(id, from, to, 0, 100), step, default);

    public async Task<BatchLog?> LogAsync(string batch) => await BatchLog.ReadAsync(this, batch, CancellationToken.None);

    public async Task WriteResultsAsync(string batch, params RecordResult[] results) =>
        await new BatchLog(new BatchHeader(batch, 0, default, default, null, (uint)results.Min(result => result.Record) - 100), results, (await LogAsync(batch))?.Version)
            .WriteAsync(this, CancellationToken.None);
}
