using System.CommandLine;
using MarketoSync.Simulator;

namespace MarketoSync.Cli.Commands;

/// <summary>The options of <c>simulate</c>.</summary>
internal sealed class SimulateOptionSet
{
    private readonly Option<int> _port = new("--port") { HelpName = "PORT", Description = "Port on this machine; 0 takes a free one", DefaultValueFactory = _ => 7600 };
    private readonly Option<double> _faults = new("--faults") { HelpName = "SHARE", Description = "Share of the calls that go wrong, 0 to 1" };
    private readonly Option<int> _seed = new("--seed") { HelpName = "NUMBER", Description = "Makes faults repeatable", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _calls = new("--calls-per-window") { HelpName = "CALLS", Description = "Rate limit; 0 for none", DefaultValueFactory = _ => 100 };
    private readonly Option<double> _window = new("--window-seconds") { HelpName = "SECONDS", Description = "The rate limit's window", DefaultValueFactory = _ => 20 };
    private readonly Option<int> _concurrent = new("--concurrent-calls") { HelpName = "CALLS", Description = "Calls in flight; 0 for no limit", DefaultValueFactory = _ => 10 };
    private readonly Option<int> _quota = new("--daily-quota") { HelpName = "CALLS", Description = "Calls a day; 0 for no limit", DefaultValueFactory = _ => 50_000 };
    private readonly Option<double> _latency = new("--latency-ms") { HelpName = "MS", Description = "Median time of a call" };
    private readonly Option<long> _bytes = new("--max-bytes") { HelpName = "BYTES", Description = "Bytes of a request body", DefaultValueFactory = _ => 1_000_000 };
    private readonly Option<long> _importBytes = new("--max-import-bytes") { HelpName = "BYTES", Description = "Bytes of the request body of an import", DefaultValueFactory = _ => 10_000_000 };
    private readonly Option<double> _importSeconds = new("--import-seconds") { HelpName = "SECONDS", Description = "Time an import takes besides its rows" };
    private readonly Option<double> _importRows = new("--import-rows-per-second") { HelpName = "ROWS", Description = "How fast an import takes its rows; 0: at once", DefaultValueFactory = _ => 10_000 };
    private readonly Option<int> _importQueue = new("--import-queue") { HelpName = "IMPORTS", Description = "Imports that may be queued or importing; 0 for no limit", DefaultValueFactory = _ => 10 };
    private readonly Option<double> _importFaults = new("--import-faults") { HelpName = "SHARE", Description = "Share of the imports that fail as a whole, 0 to 1, with half of their rows imported" };
    private readonly Option<bool> _lean = new("--lean") { Description = "Remember neither field values nor effects: for millions of records" };

    public Command AddTo(Command command)
    {
        foreach (Option option in (Option[])[
            _port, _faults, _seed, _calls, _window, _concurrent, _quota, _latency, _bytes,
            _importBytes, _importSeconds, _importRows, _importQueue, _importFaults, _lean])
            command.Add(option);
        return command;
    }

    /// <exception cref="UsageException">A value cannot be meant.</exception>
    public SimulatorOptions Read(ParseResult parsed) => new()
    {
        Port = Checked(_port, parsed.GetValue(_port), port => port is >= 0 and <= ushort.MaxValue, "from 0 to 65535"),
        Seed = parsed.GetValue(_seed),
        Faults = new FaultPlan { Rate = Share(_faults, parsed) },
        CallsPerWindow = parsed.GetValue(_calls),
        WindowSeconds = Checked(_window, parsed.GetValue(_window), seconds => seconds is > 0 and <= 86_400, "more than 0 and at most 86400"),
        MaxConcurrentCalls = parsed.GetValue(_concurrent),
        DailyQuota = parsed.GetValue(_quota),
        LatencyMilliseconds = Checked(_latency, parsed.GetValue(_latency), ms => ms is >= 0 and <= 3_600_000, "from 0 to 3600000"),
        MaxRequestBytes = parsed.GetValue(_bytes),
        MaxImportBytes = parsed.GetValue(_importBytes),
        Imports = new ImportOptions
        {
            TimePerJob = TimeSpan.FromSeconds(Checked(_importSeconds, parsed.GetValue(_importSeconds), seconds => seconds is >= 0 and <= 86_400, "from 0 to 86400")),
            TimePerRow = Checked(_importRows, parsed.GetValue(_importRows), rows => rows is 0 or (>= 0.01 and <= 10_000_000), "0, or from 0.01 to 10000000") is > 0 and var rows
                ? TimeSpan.FromSeconds(1 / rows)
                : TimeSpan.Zero,
            MaxJobs = parsed.GetValue(_importQueue),
            FailedShare = Share(_importFaults, parsed),
        },
        KeepFields = !parsed.GetValue(_lean),
        KeepLedger = !parsed.GetValue(_lean),
    };

    private static double Share(Option<double> option, ParseResult parsed) =>
        Checked(option, parsed.GetValue(option), share => share is >= 0 and <= 1, "a share from 0 to 1, like 0.05");

    private static T Checked<T>(Option<T> option, T value, Func<T, bool> isMeant, string range) =>
        isMeant(value) ? value : throw new UsageException($"{option.Name} must be {range}.");
}
