using MarketoSync.Batching;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Recovery;
using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Orchestration;

/// <summary>
/// A run's storage and <see cref="MarketoModel">Marketo</see> behind it, as the activities show them to an orchestration. It fails in every
/// way, by a seed, and checks each call against what a run must never do.
/// </summary>
internal sealed class RunModel
{
    private readonly Random _random;
    private readonly StoredModel _records;
    private readonly FlightRules _flights;
    private readonly MarketoModel _marketo;
    private long _settledCount;

    public RunModel(int records, int seed, int keys = int.MaxValue, int width = 60)
    {
        _random = new Random(seed);
        Settled = new int[records];
        _records = new StoredModel(records, _random, keys, width);
        _flights = new FlightRules(_records, Settled);
        _marketo = new MarketoModel(this, _random, _flights);
    }

    /// <summary>How often each record was given a result.</summary>
    public int[] Settled { get; }

    /// <summary>How often Marketo carried each record out.</summary>
    public int[] Created => _marketo.Created;

    public BatchLimits Limits { get; init; } = new(10, 1_000, 20);

    public long ServerLimit { get; init; } = long.MaxValue;

    public SyncAction Action { get; init; } = SyncAction.CreateOrUpdate;

    /// <summary>Whether what a lost call did can neither be found out nor be done again.</summary>
    public bool IsWriteOnce { get; init; }

    /// <summary>Files that may be under way at a time, if the run goes by files.</summary>
    public int MostImports { get; init; }

    public bool FinishesImports { get; init; }

    public bool HearsCancelAtOnce { get; init; } = true;

    public int MostBreakdowns { get; init; } = 2;

    /// <summary>Whether an import breaks down as a whole.</summary>
    public Func<Random, bool> BreaksDown { get; init; } = random => random.Next(20) == 0;

    public int MostLonelyRefusals { get; init; } = 100;

    /// <summary>A file that holds such a record breaks down each time.</summary>
    public Func<uint, bool> IsBreaking { get; init; } = _ => false;

    /// <summary>How often an import is not over yet.</summary>
    public Func<Random, int> Polls { get; init; } = random => random.Next(4);

    /// <summary>Imports that are under way.</summary>
    public int Imports => _marketo.Imports;

    public int MostUnderWay => _marketo.MostUnderWay;

    /// <summary>The calls in a hundred that fail, where nothing more is known of them.</summary>
    public int Faults { get; set; }

    public string[] Codes { get; init; } = ["601", "606", "611", "503", "unreachable", "connection-lost", "busy"];

    public Func<uint, bool> IsPoison { get; init; } = _ => false;

    /// <summary>Decides a call's outcome before all else.</summary>
    public Func<int, string?> Script { get; set; } = _ => null;

    public SubscriptionModel Subscription { get; } = new();

    /// <summary>Whether what comes after a lost answer may hide what that call created.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>Whether it can be found out what a lost call did with a record that is refused since.</summary>
    public bool CanProve { get; init; }

    public bool StopOnQuota { get; init; }

    public Tolerance? Tolerance { get; init; }

    /// <summary>Records that intake rejected.</summary>
    public long Rejected { get; init; }

    /// <summary>Whether Marketo skips a record.</summary>
    public Func<uint, bool> IsSkipped { get; init; } = _ => false;

    public List<string?> Notices { get; } = [];

    /// <summary>What it said that it waited for.</summary>
    public HashSet<string> Waits { get; } = [];

    public int Calls => _marketo.Calls;

    /// <summary>Activities that were begun, and so many of them as show that the run gets nowhere.</summary>
    public int Begun { get; private set; }

    public int MostBegun { get; set; } = int.MaxValue;

    public int SizeRefusals => _marketo.SizeRefusals;

    public int MostInFlight => _flights.MostInFlight;

    public List<string> Course { get; } = [];

    public List<ReportInput> Reports { get; } = [];

    public RunInput Input => new(
        "r1", Limits, new RecoveryPolicy(Action, TimeSpan.FromSeconds(90), 6, TimeSpan.FromSeconds(2), StopOnQuota, IsWriteOnce, TimeSpan.FromSeconds(5), CanProve, MostBreakdowns, MostLonelyRefusals, DoubtsSizes: true), 4, MostImports: MostImports,
        LooksAtUsage: Subscription.Quota.Reserve > 0, LooksIfLarge: true, Tolerance: Tolerance, FinishesImports: FinishesImports, HearsCancelAtOnce: HearsCancelAtOnce);

    public int InFlight => _flights.InFlight;

    public void Reported(RunProgress progress)
    {
        Notices.Add(progress.Notice);
        if (progress.WaitingFor is { } wait) Waits.Add(wait);
        Assert.InRange(progress.InFlight, InFlight, Input.MaxInFlight);
        Assert.InRange(progress.SettledCount, 0, progress.Stored);
        _settledCount = progress.SettledCount;
    }

    /// <summary>Begins an activity.</summary>
    /// <returns>What ends it and gives its output.</returns>
    public Func<DateTimeOffset, object> Begin(object input, DateTimeOffset now, out TimeSpan takes)
    {
        takes = TimeSpan.FromMilliseconds(_random.Next(1, 900));
        if (++Begun > MostBegun) Assert.Fail($"It gets nowhere: {string.Join("; ", Course.TakeLast(20))}.");
        switch (input)
        {
            case RunInput run:
                return _ => new PlanOutput((uint)Settled.Length, _records.Cut(new CutInput(run.Run, 0, 0, int.MaxValue, run.Limits)).Count, Rejected: Rejected);
            case CutInput cut:
                return _ => _records.Cut(cut);
            case SplitInput split:
                return _ => _records.Split(split);
            case ReportRequest report:
                Check(report.Report);
                Reports.Add(report.Report);
                return _ => true;
            case ConcludeInput conclude:
                return _ => _marketo.Conclude(conclude);
            case UsageInput look:
                Course.Add($"{now:HH:mm:ss.fff} look");
                var usage = Subscription.Look(look, now);
                return _ => usage;
            case StepInput step:
                Course.Add($"{now:HH:mm:ss.fff} {step.Batch.Step} {step.Batch.Batch.Id}");
                Subscription.Spend(now);
                _flights.Begin(step.Batch, now);
                return ended => _marketo.Answer(step.Batch, now, ended);
            default:
                throw new InvalidOperationException();
        }
    }

    /// <summary>A report tells of each record that is not settled whether Marketo may have it.</summary>
    private void Check(ReportInput report)
    {
        Assert.Equal(0, InFlight);
        Assert.All(Settled, times => Assert.InRange(times, 0, 1));
        Assert.Equal(Settled.Sum(), Begun > 2 ? _settledCount : 0);
        Assert.Equal(Subscription.CallsOfDay.Values.Sum(), report.Tally.Calls);
        Assert.Equal(report.Tally.Calls, report.Tally.Succeeded + report.Tally.Errors.Values.Sum());
        Assert.Equal(Open(_marketo.Doubted.Union(_marketo.Importing)), Open(report.Unsure.SelectMany(Positions)));
        Assert.Equal(Open(_marketo.Importing), Open((report.Importing ?? []).SelectMany(Positions)));

        IEnumerable<uint> Open(IEnumerable<uint> positions) => positions.Where(position => Settled[position] == 0).Order();

        IEnumerable<uint> Positions(PositionRange range) => Enumerable.Range((int)range.From, (int)(range.To - range.From)).Select(position => (uint)position);
    }
}
