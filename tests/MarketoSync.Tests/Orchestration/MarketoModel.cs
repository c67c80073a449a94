using MarketoSync.Batching;
using MarketoSync.Importing;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Recovery;

namespace MarketoSync.Tests.Orchestration;

/// <summary>What Marketo does with the calls of a run, and answers.</summary>
internal sealed class MarketoModel(RunModel run, Random random, FlightRules flights)
{
    private readonly Dictionary<string, int> _imports = [];

    /// <summary>How often each record was carried out.</summary>
    public int[] Created { get; } = new int[run.Settled.Length];

    /// <summary>Records of which a run cannot know whether they were carried out.</summary>
    public HashSet<uint> Doubted { get; } = [];

    /// <summary>Records in files that were taken, and are not imported.</summary>
    public HashSet<uint> Importing { get; } = [];

    public int Imports => _imports.Count;

    public int MostUnderWay { get; private set; }

    public int Calls { get; private set; }

    public int SizeRefusals { get; private set; }

    public BatchOutcome Answer(OpenBatch open, DateTimeOffset sentAt, DateTimeOffset now)
    {
        flights.End(open);
        var left = Left(open.Batch);
        if (left.Count == 0 && open.IfNotDone is null) return Outcome(OutcomeKind.Accepted, "", 0, 0);

        Calls++;
        var code = run.Script(Calls) ?? Fault();
        if (code == "413") flights.TooLarge(open);
        if (code is not (null or "busy")) return Fail(code);
        if (open.Step is BatchStep.Poll or BatchStep.Collect) return AfterUpload(open, left, Outcome);
        if (open.Step == BatchStep.LookUp)
        {
            var found = left.Where(position => Created[position] > 0).ToList();
            found.ForEach(position => run.Settled[position]++);
            Doubted.ExceptWith(left);
            return Outcome(OutcomeKind.Accepted, "connection-lost", found.Count, left.Count - found.Count);
        }

        if (open.Step == BatchStep.Verify) return Outcome(OutcomeKind.Accepted, left.Count > 0 ? "1019" : "", 0, left.Count);

        if (open.Batch.BodyBytes > run.ServerLimit && !open.IsPartly)
        {
            SizeRefusals++;
            flights.TooLarge(open);
            return Outcome(OutcomeKind.Refused, "413", 0, left.Count);
        }

        if (left.Any(run.IsPoison)) return Outcome(OutcomeKind.Refused, "1006", 0, left.Count);

        if (run.MostImports > 0)
        {
            if (_imports.Count >= 10 || random.Next(10) == 0) return Outcome(OutcomeKind.Refused, "1016", 0, left.Count);

            flights.Accepted(open);
            _imports[open.Batch.Id] = run.Polls(random);
            Importing.UnionWith(left);
            MostUnderWay = Math.Max(MostUnderWay, _imports.Count);
            return Outcome(OutcomeKind.Accepted, "", 0, left.Count) with { Import = ImportState.Queued };
        }

        // Now and then Marketo is too busy for some of the records.
        flights.Accepted(open);
        var done = code == "busy" ? left.Where(_ => random.Next(2) == 0).ToList() : left;
        foreach (var position in done)
        {
            run.Settled[position]++;
            Created[position]++;
        }

        var outcome = Outcome(OutcomeKind.Accepted, done.Count < left.Count ? "1019" : "", done.Count, left.Count - done.Count);
        return WithSkipped(outcome with { Doubtful = run.IsDoubtful && run.Input.Policy.IsIdempotent ? done.Count(Doubted.Contains) : 0 }, done);

        BatchOutcome Fail(string fault)
        {
            if (fault is FaultCodes.Unreachable or FaultCodes.SignIn or FaultCodes.DailyLimit) return Outcome(OutcomeKind.NotSent, fault, 0, left.Count);
            if (!ErrorRules.For(fault).MayHaveHappened) return Outcome(OutcomeKind.Refused, fault, 0, left.Count);

            var isCarriedOut = open.Step == BatchStep.Send && random.Next(2) == 0 && !left.Any(run.IsPoison) && open.Batch.BodyBytes <= run.ServerLimit;
            foreach (var position in left)
            {
                if (open.Step == BatchStep.Send) flights.Lost(position, now + TimeSpan.FromSeconds(90));
                if (open.Step == BatchStep.Send) Doubted.Add(position);
                if (isCarriedOut) Created[position]++;
            }

            return Outcome(fault[0] is '6' or '7' ? OutcomeKind.Refused : OutcomeKind.Lost, fault, 0, left.Count);
        }

        BatchOutcome Outcome(OutcomeKind kind, string code, int settled, int open) => new(
            kind, code, settled == 0 ? BatchOutcome.NoneSettled : new Dictionary<RecordStatus, int> { [RecordStatus.Created] = settled },
            open, 0, sentAt, now, now, kind == OutcomeKind.Accepted ? CallCount.Success : CallCount.Error(code));
    }

    public BatchOutcome Conclude(ConcludeInput input)
    {
        // An import that is given up is no longer counted, though it may go on.
        _imports.Remove(input.Batch.Batch.Id);
        var left = Left(input.Batch.Batch);
        Assert.Equal(left.Any(position => Doubted.Contains(position) || Importing.Contains(position)), input.Status == RecordStatus.Unknown);
        left.ForEach(position => run.Settled[position]++);
        return new(
            OutcomeKind.Accepted, "", new Dictionary<RecordStatus, int> { [input.Status] = left.Count }, 0, 0, default, default, default, CallCount.None);
    }

    private BatchOutcome AfterUpload(OpenBatch open, List<uint> left, Func<OutcomeKind, string, int, int, BatchOutcome> outcome)
    {
        if (open.Step == BatchStep.Collect)
        {
            foreach (var position in left)
            {
                run.Settled[position]++;
                Created[position]++;
            }

            return WithSkipped(outcome(OutcomeKind.Accepted, "", left.Count, 0), left);
        }

        if (_imports[open.Batch.Id]-- > 0) return outcome(OutcomeKind.Accepted, "", 0, left.Count) with { Import = ImportState.Importing };

        _imports.Remove(open.Batch.Id);
        if (!run.BreaksDown(random) && !left.Any(run.IsBreaking)) return outcome(OutcomeKind.Accepted, "", 0, left.Count) with { Import = ImportState.Complete };

        Importing.ExceptWith(left);
        Doubted.UnionWith(left);
        return outcome(OutcomeKind.Accepted, "import-failed", 0, left.Count) with { Import = ImportState.Failed };
    }

    private BatchOutcome WithSkipped(BatchOutcome outcome, List<uint> done) => done.Count(run.IsSkipped) is > 0 and var skipped
        ? outcome with { Settled = new Dictionary<RecordStatus, int> { [RecordStatus.Created] = done.Count - skipped, [RecordStatus.Skipped] = skipped } }
        : outcome;

    private string? Fault()
    {
        if (random.Next(100) >= run.Faults) return null;
        return random.Next(60) == 0 ? "607" : run.Codes[random.Next(run.Codes.Length)];
    }

    private List<uint> Left(Batch batch) =>
        [.. Enumerable.Range((int)batch.From, batch.Count).Select(position => (uint)position).Where(position => run.Settled[position] == 0)];
}
