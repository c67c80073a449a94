using System.Text;
using MarketoSync.Configuration;
using MarketoSync.Inbox;
using MarketoSync.Marketo;
using MarketoSync.Preflight;
using MarketoSync.Queueing;
using MarketoSync.Records;
using MarketoSync.Runs;
using MarketoSync.Telemetry;
using MarketoSync.Tests.Preflight;
using MarketoSync.Tests.Queueing;
using MarketoSync.Tests.Runs;
using Microsoft.Extensions.Time.Testing;

namespace MarketoSync.Tests.Inbox;

/// <summary>All that lives on when a process dies, and the processes' parts on top of it.</summary>
internal sealed class IntakeWorld
{
    public static readonly DateTimeOffset Begin = new(2026, 8, 1, 9, 30, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, string> s_marketo = new()
    {
        ["Marketo__BaseUrl"] = "https://123-abc-456.mktorest.com",
        ["Marketo__ClientId"] = "client",
        ["Marketo__ClientSecret"] = "hidden",
    };

    public IntakeWorld()
    {
        (Inbox, Queue, Exclusive, Engine) = (new MemoryInbox(Time), new MemoryQueue(Time), new MemoryExclusive(Time), new FakeRunEngine(Store));
    }

    public static MarketoSettings Marketo { get; } = SettingsReader.TryRead(s_marketo.GetValueOrDefault, out _)!;

    public FakeTimeProvider Time { get; } = new(Begin);

    public MemoryRunStore Store { get; } = new();

    public MemoryInbox Inbox { get; }

    public MemoryQueue Queue { get; }

    public MemoryExclusive Exclusive { get; }

    public FakeRunEngine Engine { get; }

    public FakeSchemas Schemas { get; } = new();

    public SyncSettings Settings { get; set; } = new("0 * * * * *", "inbox", new SyncOptions(), null, null, false, TimeSpan.FromDays(7));

    /// <summary>Null: the process's own.</summary>
    public SyncTelemetry? Telemetry { get; set; }

    public InboxSweep Sweep(WatchedProcess? process = null)
    {
        var on = process ?? new WatchedProcess();
        var store = on.Watch<IRunStore>(Store);
        return new InboxSweep(
            on.Watch<IInbox>(Inbox), store, on.Watch<IExclusive>(Exclusive), new RunIntake(store, on.Watch<ISchemaSource>(Schemas), Marketo, Time), Starter(on, store), Settings, Time);
    }

    public QueueDrain Drain(WatchedProcess? process = null, int mostMessages = 30_000, long mostBytes = 64 << 20)
    {
        var on = process ?? new WatchedProcess();
        var store = on.Watch<IRunStore>(Store);
        return new QueueDrain(
            on.Watch<IRecordQueue>(Queue), store, on.Watch<IExclusive>(Exclusive), new RunIntake(store, on.Watch<ISchemaSource>(Schemas), Marketo, Time), Starter(on, store), Time, Telemetry)
        {
            MostMessages = mostMessages,
            MostBytes = mostBytes,
        };
    }

    public IntakeRound Round(WatchedProcess? process = null) => new(Drain(process), Sweep(process));

    /// <summary>Takes all runs that are going to their ends.</summary>
    public async Task EndAllAsync(WatchedProcess? process = null)
    {
        foreach (var run in Engine.Going.ToList()) await Engine.EndAsync(run, Sweep(process));
    }

    /// <summary>Lets the schedule come round, with nothing going wrong, until all that waits is done.</summary>
    public async Task GoOnAsync(int rounds = 12)
    {
        for (var round = 0; round < rounds; round++)
        {
            Time.Advance(TimeSpan.FromMinutes(11));
            await Round().RunAsync(default);
            await EndAllAsync();
        }

        Time.Advance(TimeSpan.FromDays(8));
        await Round().RunAsync(default);
    }

    /// <summary>The text of all records of a run, in input order.</summary>
    public async Task<IReadOnlyList<string>> RecordsAsync(string run)
    {
        var folder = Store.Open(run);
        var definition = (await RunDefinitionFile.ReadAsync(folder, default))!;
        var stored = await StoredRecords.ReadAsync(folder, new PositionRange(0, (uint)definition.Stored), default);
        var rejected = await RejectedRecords.ReadAsync(folder, default).ToListAsync();
        return
        [
            .. Enumerable.Range(0, stored.Count)
                .Select(place => (stored.Entry(place).Record, Text: Encoding.UTF8.GetString(stored.Record(place).Span)))
                .Concat(rejected.Select(one => (one.Record, Text: one.Raw)))
                .OrderBy(one => one.Record)
                .Select(one => one.Text),
        ];
    }

    /// <summary>The text of all records of all runs that began, in the order in which these did.</summary>
    public async Task<IReadOnlyList<string>> StartedRecordsAsync()
    {
        var records = new List<string>();
        foreach (var run in Engine.Started) records.AddRange(await RecordsAsync(run));
        return records;
    }

    private RunStarter Starter(WatchedProcess process, IRunStore store) => new(store, process.Watch<IRunEngine>(Engine), Marketo, Time);
}
