using System.Globalization;
using MarketoSync.Cli.Demo;
using MarketoSync.Marketo;
using MarketoSync.Reports;
using MarketoSync.Runs;
using MarketoSync.Simulator;
using Spectre.Console;

namespace MarketoSync.Cli.Commands;

/// <summary><c>demo</c>: simulator, sample records, a sync with faults on the way, the report, and the simulator's own word on it.</summary>
public static class DemoCommand
{
    private const int Rows = 15_000;
    private const double FaultRate = 0.15;

    public static async Task<int> RunAsync(Terminal terminal, string runs)
    {
        var culture = CultureInfo.InvariantCulture;
        var time = new DemoTime(terminal.Time);
        await using var simulator = await MarketoSimulator.StartAsync(
            new SimulatorOptions { LatencyMilliseconds = 40, Seed = 7, MaxRequestBytes = 60_000 }, time, terminal.Stop);
        foreach (var email in SamplePeople.Known(Rows)) simulator.AddLead(("email", email), ("firstName", "Known"));
        time.Begin();
        simulator.Faults = new FaultPlan { Rate = FaultRate, Seed = 7 };

        var folder = Path.GetDirectoryName(Path.GetFullPath(runs)) ?? runs;
        Directory.CreateDirectory(folder);
        var source = Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.Combine(folder, "demo-people.csv"));
        SamplePeople.Write(source, Rows);

        Say(terminal, $"A Marketo simulator runs at {simulator.BaseUrl}. It takes smaller requests than it says,");
        Say(terminal, string.Create(culture, $"and lets {FaultRate:P0} of the calls go wrong: resets, time-outs, expired tokens, lost answers, error codes."));
        Say(terminal, string.Create(culture, $"It knows {simulator.LeadCount:N0} people already. These {Rows:N0} rows are synced to it; a handful cannot be right:"));
        Say(terminal, $"  {source}");
        Say(terminal, "");

        var request = Requests.Check(new SyncArguments(source, new SyncOptions(), null, Json: false, runs));
        var work = new RunWork(terminal, runs);
        using var marketo = work.Connect(Settings(simulator));
        var run = await NewRun.IdAsync(terminal, work, null);
        await NewRun.ReadInAsync(work, run, () => NewRun.ReadSourceAsync(terminal, work, run, source, request, marketo));
        var exit = await work.ToEndAsync(run, marketo, json: false);
        if (exit is ExitCode.Interrupted or ExitCode.Stopped) return exit;

        var report = await ReportFile.ReadAsync(work.Store.Open(run), terminal.Stop);
        return Compare(terminal, simulator, report!);
    }

    /// <summary>Holds the report against what the simulator really did.</summary>
    private static int Compare(Terminal terminal, MarketoSimulator simulator, Report report)
    {
        var culture = CultureInfo.InvariantCulture;
        var created = report.Records["created"];
        var known = SamplePeople.Known(Rows).Count();
        var people = simulator.LeadCount - known;
        Say(terminal, "");
        Say(terminal, string.Create(culture, $"The simulator's own count: {people:N0} people were created. The report says {created:N0}."));
        Say(terminal, people == created ? "They agree." : "They differ: this is a fault in marketo-sync.");
        return people == created ? ExitCode.Success : ExitCode.SomeRecordsDidNotGetIn;
    }

    private static MarketoSettings Settings(MarketoSimulator simulator) => new(
        simulator.BaseUrl,
        MarketoUrl.Join(simulator.BaseUrl, "identity"),
        "simulator-client",
        new Secret("simulator-secret"),
        MaxBatchRecords: 300,
        MaxRequestBytes: 1_000_000,
        MaxImportBytes: 10_000_000,
        MaxConcurrentCalls: 5,
        CallsPerWindow: 100,
        Window: TimeSpan.FromSeconds(20),
        DailyCallLimit: 25_000,
        RequestTimeout: TimeSpan.FromSeconds(10),
        Settle: TimeSpan.FromMilliseconds(500),
        MaxAttempts: 6)
    {
        FirstBackOff = TimeSpan.FromMilliseconds(50),
    };

    private static void Say(Terminal terminal, string text) => terminal.Output.WriteLine(text);
}
