using MarketoSync.Batching;
using MarketoSync.Importing;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Recovery;
using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Orchestration;

/// <summary>
/// A run's storage and Marketo behind it, as the activities show them to an orchestration. It fails in every way, by a seed,
/// and checks each call against what a run must never do.
/// </summary>
internal sealed class RunModel
{
    private readonly Random _random;
    private readonly StoredModel _records;
    private readonly FlightRules _flights;
    private readonly Dictionary<string, int> _imports = [];
    private readonly HashSet<uint> _doubted = [];
    private readonly HashSet<uint> _inMarketo = [];
    private long _settledCount;

    public RunModel(int records, int seed, int keys = int.MaxValue, int width = 60)
    {
        _random = new Random(seed);
        Settled = new int[records];
        Created = new int[records];
        _records = new StoredModel(records, _random, keys, width);
        _flights = new FlightRules(_records, Settled);
    }

    /// <summary>How often each record was given a result.</summary>
    public int[] Settled { get; }

    /// <summary>How often Marketo carried each record out.</summary>
    public int[] Created { get; }

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

    /// <summary>A file that holds such a record breaks down each time.</summary>
    public Func<uint, bool> IsBreaking { get; init; } = _ => false;

    /// <summary>How often an import is not over yet.</summary>
    public Func<Random, int> Polls { get; init; } = random => random.Next(4);

    /// <summary>Imports that are under way.</summary>
    public int Imports => _imports.Count;

    public int MostUnderWay { get; private set; }

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

    public int Calls { get; private set; }

    /// <summary>Activities that were begun, and so many of them as show that the run gets nowhere.</summary>
    public int Begun { get; private set; }

    public int MostBegun { get; set; } = int.MaxValue;

    public int SizeRefusals { get; private set; }

    public int MostInFlight => _flights.MostInFlight;

    public List<string> Course { get; } = [];

    public List<ReportInput> Reports { get; } = [];

    public RunInput Input => new(
        "r1", Limits, new RecoveryPolicy(Action, TimeSpan.FromSeconds(90), 6, TimeSpan.FromSeconds(2), StopOnQuota, IsWriteOnce, TimeSpan.FromSeconds(5), CanProve, MostBreakdowns), 4, MostImports: MostImports,
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
                return _ => Conclude(conclude);
            case UsageInput look:
                Course.Add($"{now:HH:mm:ss.fff} look");
                var usage = Subscription.Look(look, now);
                return _ => usage;
            case StepInput step:
                Course.Add($"{now:HH:mm:ss.fff} {step.Batch.Step} {step.Batch.Batch.Id}");
                Subscription.Spend(now);
                _flights.Begin(step.Batch, now);
                return ended => EndStep(step.Batch, now, ended);
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
        Assert.Equal(Open(_doubted.Union(_inMarketo)), Open(report.Unsure.SelectMany(Positions)));
        Assert.Equal(Open(_inMarketo), Open((report.Importing ?? []).SelectMany(Positions)));

        IEnumerable<uint> Open(IEnumerable<uint> positions) => positions.Where(position => Settled[position] == 0).Order();

        IEnumerable<uint> Positions(PositionRange range) => Enumerable.Range((int)range.From, (int)(range.To - range.From)).Select(position => (uint)position);
    }

    private BatchOutcome EndStep(OpenBatch open, DateTimeOffset sentAt, DateTimeOffset now)
    {
        _flights.End(open);
        var left = Left(open.Batch);
        if (left.Count == 0 && open.IfNotDone is null) return Outcome(OutcomeKind.Accepted, "", 0, 0);

        Calls++;
        var code = Script(Calls) ?? Fault();
        if (code == "413") _flights.TooLarge(open);
        if (code is not (null or "busy")) return Fail(code);
        if (open.Step is BatchStep.Poll or BatchStep.Collect) return AfterUpload(open, left, Outcome);
        if (open.Step == BatchStep.LookUp)
        {
            var found = left.Where(position => Created[position] > 0).ToList();
            found.ForEach(position => Settled[position]++);
            _doubted.ExceptWith(left);
            return Outcome(OutcomeKind.Accepted, "connection-lost", found.Count, left.Count - found.Count);
        }

        if (open.Step == BatchStep.Verify) return Outcome(OutcomeKind.Accepted, left.Count > 0 ? "1019" : "", 0, left.Count);

        if (open.Batch.BodyBytes > ServerLimit && !open.IsPartly)
        {
            SizeRefusals++;
            _flights.TooLarge(open);
            return Outcome(OutcomeKind.Refused, "413", 0, left.Count);
        }

        if (left.Any(IsPoison)) return Outcome(OutcomeKind.Refused, "1006", 0, left.Count);

        if (MostImports > 0)
        {
            if (_imports.Count >= 10 || _random.Next(10) == 0) return Outcome(OutcomeKind.Refused, "1016", 0, left.Count);

            _flights.Accepted(open);
            _imports[open.Batch.Id] = Polls(_random);
            _inMarketo.UnionWith(left);
            MostUnderWay = Math.Max(MostUnderWay, _imports.Count);
            return Outcome(OutcomeKind.Accepted, "", 0, left.Count) with { Import = ImportState.Queued };
        }

        // Now and then Marketo is too busy for some of the records.
        _flights.Accepted(open);
        var done = code == "busy" ? left.Where(_ => _random.Next(2) == 0).ToList() : left;
        foreach (var position in done)
        {
            Settled[position]++;
            Created[position]++;
        }

        var outcome = Outcome(OutcomeKind.Accepted, done.Count < left.Count ? "1019" : "", done.Count, left.Count - done.Count);
        return WithSkipped(outcome with { Doubtful = IsDoubtful && Input.Policy.IsIdempotent ? done.Count(_doubted.Contains) : 0 }, done);

        BatchOutcome Fail(string fault)
        {
            if (fault is FaultCodes.Unreachable or FaultCodes.SignIn or FaultCodes.DailyLimit) return Outcome(OutcomeKind.NotSent, fault, 0, left.Count);
            if (!ErrorRules.For(fault).MayHaveHappened) return Outcome(OutcomeKind.Refused, fault, 0, left.Count);

            var isCarriedOut = open.Step == BatchStep.Send && _random.Next(2) == 0 && !left.Any(IsPoison) && open.Batch.BodyBytes <= ServerLimit;
            foreach (var position in left)
            {
                if (open.Step == BatchStep.Send) _flights.Lost(position, now + TimeSpan.FromSeconds(90));
                if (open.Step == BatchStep.Send) _doubted.Add(position);
                if (isCarriedOut) Created[position]++;
            }

            return Outcome(fault[0] is '6' or '7' ? OutcomeKind.Refused : OutcomeKind.Lost, fault, 0, left.Count);
        }

        BatchOutcome Outcome(OutcomeKind kind, string code, int settled, int open) => new(
            kind, code, settled == 0 ? BatchOutcome.NoneSettled : new Dictionary<RecordStatus, int> { [RecordStatus.Created] = settled },
            open, 0, sentAt, now, now, kind == OutcomeKind.Accepted ? CallCount.Success : CallCount.Error(code));
    }

    private BatchOutcome AfterUpload(OpenBatch open, List<uint> left, Func<OutcomeKind, string, int, int, BatchOutcome> outcome)
    {
        if (open.Step == BatchStep.Collect)
        {
            foreach (var position in left)
            {
                Settled[position]++;
                Created[position]++;
            }

            return WithSkipped(outcome(OutcomeKind.Accepted, "", left.Count, 0), left);
        }

        if (_imports[open.Batch.Id]-- > 0) return outcome(OutcomeKind.Accepted, "", 0, left.Count) with { Import = ImportState.Importing };

        _imports.Remove(open.Batch.Id);
        if (!BreaksDown(_random) && !left.Any(IsBreaking)) return outcome(OutcomeKind.Accepted, "", 0, left.Count) with { Import = ImportState.Complete };

        _inMarketo.ExceptWith(left);
        _doubted.UnionWith(left);
        return outcome(OutcomeKind.Accepted, "import-failed", 0, left.Count) with { Import = ImportState.Failed };
    }

    private BatchOutcome WithSkipped(BatchOutcome outcome, List<uint> done) => done.Count(IsSkipped) is > 0 and var skipped
        ? outcome with { Settled = new Dictionary<RecordStatus, int> { [RecordStatus.Created] = done.Count - skipped, [RecordStatus.Skipped] = skipped } }
        : outcome;

    private string? Fault()
    {
        if (_random.Next(100) >= Faults) return null;
        return _random.Next(60) == 0 ? "607" : Codes[_random.Next(Codes.Length)];
    }

    private BatchOutcome Conclude(ConcludeInput input)
    {
        // An import that is given up is no longer counted, though it may go on.
        _imports.Remove(input.Batch.Batch.Id);
        var left = Left(input.Batch.Batch);
        Assert.Equal(left.Any(position => _doubted.Contains(position) || _inMarketo.Contains(position)), input.Status == RecordStatus.Unknown);
        left.ForEach(position => Settled[position]++);
        return new(
            OutcomeKind.Accepted, "", new Dictionary<RecordStatus, int> { [input.Status] = left.Count }, 0, 0, default, default, default, CallCount.None);
    }

    private List<uint> Left(Batch batch) =>
        [.. Enumerable.Range((int)batch.From, batch.Count).Select(position => (uint)position).Where(position => Settled[position] == 0)];
}
