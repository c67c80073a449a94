using System.Text;
using System.Text.Json;
using MarketoSync.Mapping;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Runs;
using MarketoSync.Tests.Runs;

namespace MarketoSync.Tests.Reports;

/// <summary>Lays out a run folder as intake and sending leave it.</summary>
internal sealed class RunBuilder
{
    private readonly List<(uint Record, string Json)> _stored = [];
    private readonly List<RejectedRecord> _rejected = [];
    private readonly SortedDictionary<string, StringBuilder> _batches = new(StringComparer.Ordinal);
    private readonly List<PositionRange> _unsure = [];

    public MemoryRunFolder Folder { get; } = new();

    public RunState State { get; set; } = RunState.Completed;

    public string? StopReason { get; set; }

    public FieldMapping? Map { get; set; }

    public Tally Tally { get; set; } = Tally.None;

    /// <summary>The source line of a record: a header comes first.</summary>
    public static uint LineOf(long record) => (uint)record + 2;

    public RunBuilder Store(uint record, string json)
    {
        _stored.Add((record, json));
        return this;
    }

    public RunBuilder Reject(long record, string code = "ragged-row", string message = "The row has too many cells.", string raw = "a,b,c")
    {
        _rejected.Add(new((uint)record, (uint)LineOf(record), code, message, raw));
        return this;
    }

    public RunBuilder Reject(RejectedRecord rejected)
    {
        _rejected.Add(rejected);
        return this;
    }

    public RunBuilder Settle(string batch, RecordResult result)
    {
        Batch(batch).Append(Encoding.UTF8.GetString(ResultLine.Write(result with { Batch = batch }))).Append('\n');
        return this;
    }

    public RunBuilder Settle(string batch, long record, RecordStatus status, params Reason[] reasons) =>
        Settle(batch, new(record, LineOf(record), $"key{record}", status, Reasons: reasons.Length > 0 ? reasons : null));

    public RunBuilder EmptyBatch(string batch)
    {
        Batch(batch);
        return this;
    }

    public RunBuilder Unsure(uint from, uint to)
    {
        _unsure.Add(new(from, to));
        return this;
    }

    public RunDefinition Definition() => new(
        Folder.Run, "example.test", "leads", "createOrUpdate", "email", "sync", "people.csv", "csv",
        new DateTimeOffset(2026, 8, 1, 9, 30, 0, TimeSpan.Zero), _stored.Count, _stored.Sum(stored => stored.Json.Length), _rejected.Count,
        Map: Map);

    /// <summary>Writes the folder as it is just before the report.</summary>
    public RunDefinition Build()
    {
        var records = new MemoryStream();
        var index = new MemoryStream();
        Span<byte> entry = stackalloc byte[RecordIndexEntry.Size];
        foreach (var (record, json) in _stored)
        {
            new RecordIndexEntry(records.Position, record, LineOf(record), RecordIndexEntry.None).Write(entry);
            index.Write(entry);
            records.Write(Encoding.UTF8.GetBytes(json + "\n"));
        }

        new RecordIndexEntry(records.Position, 0, 0, RecordIndexEntry.None).Write(entry);
        index.Write(entry);

        Folder.WriteAsync(RunFiles.Records, records.ToArray(), default);
        Folder.WriteAsync(RunFiles.Index, index.ToArray(), default);
        Folder.Put(RunFiles.Rejected, string.Concat(_rejected.Select(rejected =>
            JsonSerializer.Serialize(rejected, JsonSerializerOptions.Web) + "\n")));
        foreach (var (batch, lines) in _batches) Folder.Put(RunFiles.Batch(batch), lines.ToString());
        return Definition();
    }

    public Task<Report> ReportAsync() => ReportWriter.WriteAsync(
        Folder,
        Build(),
        new(State, StopReason, new DateTimeOffset(2026, 8, 1, 9, 42, 4, TimeSpan.Zero), Tally, _unsure),
        CancellationToken.None);

    private StringBuilder Batch(string batch)
    {
        if (!_batches.TryGetValue(batch, out var lines))
            _batches[batch] = lines = new StringBuilder().Append("{\"batch\":\"").Append(batch).Append("\"}\n");
        return lines;
    }
}
