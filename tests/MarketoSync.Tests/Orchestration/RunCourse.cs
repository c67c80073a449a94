using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Orchestration;

/// <summary>A run with any mix of settings, faults and orders of a person, all by one seed.</summary>
internal sealed class RunCourse
{
    /// <summary>After so many resumes what is wrong was mended.</summary>
    private const int MostResumes = 12;

    private readonly Random _random;
    private readonly ContextInMemory _context;
    private readonly RunHistory<RunInput, RunEnd> _history;
    private readonly Task<RunEnd> _run;
    private readonly int _faultyCalls;

    /// <param name="cancels">Whether it is cancelled, some time or other.</param>
    public RunCourse(int seed, bool cancels)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        _random = new Random(seed);
        Cancels = cancels;
        var byFiles = Chance(2);
        var records = 1 + _random.Next(Chance(10) ? 900 : 200);
        var (poison, breaking, skipped) = (Chance(4) ? _random.Next(20) : -1, Chance(4) ? _random.Next(40) : -1, Chance(3) ? 1 + _random.Next(6) : 0);
        var (spent, grows) = (_random.Next(10), Chance(3) ? _random.Next(1, 10) : 0);
        var (untold, rate) = (Chance(3) ? 2 + _random.Next(3) : 0, Chance(4) ? 0 : _random.Next(40));
        _faultyCalls = _random.Next(300);
        Model = new RunModel(records, seed, Chance(3) ? 1 + _random.Next(records) : int.MaxValue, 1 + _random.Next(60))
        {
            Limits = new(1 + _random.Next(Chance(4) ? 200 : 12), 200 + _random.Next(Chance(4) ? 20_000 : 1_500), 20),
            ServerLimit = Chance(4) ? 90 + _random.Next(600) : long.MaxValue,
            Faults = rate,
            Codes = ["601", "606", "611", "503", "604", "609", "1016", "1019", "614", "unreachable", "connection-lost", "busy", Chance(5) ? "403" : "606"],
            IsPoison = position => position % 20 == poison,
            IsBreaking = position => position % 40 == breaking,
            Polls = random => random.Next(Chance(8) ? 60 : 4),
            IsSkipped = position => skipped > 0 && position % skipped == 0,
            MostImports = byFiles ? 1 + _random.Next(5) : 0,
            FinishesImports = byFiles && !Chance(4),
            Action = byFiles || Chance(2) ? SyncAction.CreateOrUpdate : SyncActions.All[_random.Next(SyncActions.All.Count)],
            IsWriteOnce = !byFiles && Chance(6),
            IsDoubtful = Chance(2),
            CanProve = !byFiles && Chance(2),
            StopOnQuota = Chance(2),
            Tolerance = Chance(2) ? new Tolerance(_random.Next(Chance(2) ? 5 : 60), Chance(2)) : null,
            Rejected = _random.Next(Chance(3) ? 20 : 1),
            Subscription =
            {
                Quota = Chance(2) ? (100, 30 + _random.Next(40)) : (50_000, 0),
                UsedByOthers = _ => untold > 0 && Model!.Subscription.Looks % untold == 0 ? null : spent + grows * Model!.Subscription.Looks % 12,
            },
        };
        Model.Script = call =>
        {
            if (call > _faultyCalls) Model.Faults = 0;
            return null;
        };
        Model.MostBegun = 400 + 4 * _faultyCalls + 40 * records;
        _context = new ContextInMemory(Model);
        _history = new(new("Sync", OrchestrationJson.Default.RunInput, OrchestrationJson.Default.RunEnd, SyncOrchestration.RunAsync), Model.Input);
        _run = _history.RecordAsync(_context);
    }

    public RunModel Model { get; }

    public bool Cancels { get; }

    /// <summary>Steps that were begun when it was cancelled.</summary>
    public int BegunAtCancel { get; private set; } = int.MaxValue;

    public RunEnd Follow()
    {
        if (Cancels) CancelSomeTime();
        for (var resumes = 0; !_context.Run(_run); resumes++)
        {
            Assert.Equal(RunState.Stopped, Model.Reports[^1].State);
            Assert.NotNull(Model.Reports[^1].StopReason);
            Assert.True(resumes < 3 * MostResumes, $"It stops again and again: {Model.Reports[^1].StopReason}");
            if (resumes >= MostResumes)
            {
                Model.Faults = 0;
                Model.Subscription.Quota = (50_000, 1);
                Model.Subscription.UsedByOthers = _ => 0;
            }

            _context.Raise(RunEvents.Resume);
        }

        return _run.Result;
    }

    public void CheckReplay() => _history.CheckReplay();

    private void CancelSomeTime()
    {
        var (at, resumes) = (_random.Next(80), _random.Next(3));
        Func<bool> isTime = Chance(3) ? () => Model.Waits.Count > 0 : () => Model.Begun >= at;
        while (!_context.Run(_run, isTime) && !isTime() && resumes-- > 0) _context.Raise(RunEvents.Resume);

        BegunAtCancel = Model.Course.Count;
        _context.Raise(RunEvents.Cancel);

        // Told twice, it does nothing else.
        var again = Model.Begun + _random.Next(1, 10);
        _context.Run(_run, until: () => Model.Begun >= again);
        _context.Raise(RunEvents.Cancel);
    }

    private bool Chance(int of) => _random.Next(of) == 0;
}
