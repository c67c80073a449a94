namespace MarketoSync.Simulator;

/// <summary>All import jobs of a subscription. Takes its own gate before the subscription's, never the other way round.</summary>
internal sealed class ImportQueue(Subscription data)
{
    private const long FirstId = 3001;

    // Streams before it belong to calls.
    private const int FailureStream = 4;

    private readonly Lock gate = new();
    private readonly List<ImportJob> jobs = [];
    private readonly Queue<ImportFailure> failures = new();
    private readonly HashSet<(string Object, string FileHash)> files = [];
    private readonly Dictionary<ImportKind, ImportLane> lanes = [];
    private volatile bool isIdle = true;
    private int forgotten;
    private int refused;
    private int sentAgain;
    private int mostOwn;

    /// <summary>Rises with every <see cref="Clear"/>: a call that began before it must not queue a job after it.</summary>
    public int Generation { get; private set; }

    public IReadOnlyList<ImportSnapshot> All
    {
        get
        {
            lock (gate)
            {
                CatchUp();
                return [.. jobs.Select(job => job.Snapshot)];
            }
        }
    }

    public ImportTotals Totals
    {
        get
        {
            lock (gate)
            {
                CatchUp();
                var all = jobs.Select(job => job.Snapshot).ToList();
                return new ImportTotals(
                    Enum.GetValues<ImportKind>().ToDictionary(kind => kind, kind => all.Count(job => job.Kind == kind)),
                    all.Sum(job => (long)job.Rows), all.Sum(job => (long)job.Imported), all.Sum(job => (long)job.Failed),
                    all.Sum(job => (long)job.Warned), refused, sentAgain,
                    Lanes.Select(lane => lane.MostJobs).Append(0).Max(), Lanes.Select(lane => lane.MostImporting).Append(0).Max(), mostOwn);
            }
        }
    }

    private IEnumerable<ImportLane> Lanes => lanes.Values;

    /// <summary>Does what time has made due.</summary>
    public void Advance()
    {
        if (isIdle) return;
        lock (gate)
            CatchUp();
    }

    /// <returns>1016 where the queue is full.</returns>
    /// <exception cref="OperationCanceledException">The simulator was reset since that generation.</exception>
    public ApiError Add(ImportPlan plan, int generation, out ImportSnapshot? added)
    {
        added = null;
        lock (gate)
        {
            if (generation != Generation) throw new OperationCanceledException("The simulator was reset during the call.");
            CatchUp();
            var lane = LaneOf(plan.Kind);
            if (lane.IsFull)
            {
                refused++;
                return new ApiError("1016", "Too many imports");
            }
            if (!failures.TryDequeue(out var failure)) failure = ByChance(plan);
            var job = new ImportJob(FirstId + jobs.Count, data, plan, failure);
            var now = data.Time.GetUtcNow();
            // Told before it begins, as it may begin at once.
            added = job.Snapshot;
            lane.Add(job, now);
            jobs.Add(job);
            if (!files.Add((job.Object, job.FileHash))) sentAgain++;
            mostOwn = Math.Max(mostOwn, Lanes.Sum(each => each.OwnJobs));
            isIdle = false;
            ForgetOldJobs(now);
            return default;
        }
    }

    /// <summary>Queues jobs of other users, as many as there is room for.</summary>
    /// <returns>How many those were.</returns>
    public int Occupy(int count, TimeSpan time, ImportKind kind)
    {
        lock (gate)
        {
            CatchUp();
            var lane = LaneOf(kind);
            var added = 0;
            for (; added < count && !lane.IsFull; added++)
                lane.Add(new QueuedImport(kind, time), data.Time.GetUtcNow());
            if (added > 0) isIdle = false;
            return added;
        }
    }

    public void FailNext(ImportFailure failure)
    {
        lock (gate)
            failures.Enqueue(failure);
    }

    /// <summary>Looks at a job, which stands still meanwhile; 1013 where no job is meant by that id, or its life is over.</summary>
    public Accepted Look(Func<ImportJob, bool> isMeant, long id, Func<ImportJob, Accepted> look)
    {
        lock (gate)
        {
            CatchUp();
            var job = id - FirstId is >= 0 and var place && place < jobs.Count ? jobs[(int)place] : null;
            if (job is null || !isMeant(job) || IsOver(job, data.Time.GetUtcNow())) return new ApiError("1013", "Import job not found");
            return look(job);
        }
    }

    public ImportSnapshot SnapshotOf(ImportJob job)
    {
        lock (gate)
        {
            CatchUp();
            return job.Snapshot;
        }
    }

    /// <param name="clearData">Clears what jobs write to, while none can write.</param>
    public void Clear(Action clearData)
    {
        lock (gate)
        {
            foreach (var lane in Lanes)
                lane.Abandon();
            jobs.Clear();
            failures.Clear();
            files.Clear();
            lanes.Clear();
            (forgotten, refused, sentAgain, mostOwn, isIdle) = (0, 0, 0, 0, true);
            Generation++;
            clearData();
        }
    }

    private ImportFailure? ByChance(ImportPlan plan) =>
        SeededRandom.Unit(data.Options.Seed, jobs.Count, FailureStream) < data.Options.Imports.FailedShare
            ? new ImportFailure(plan.Rows / 2, "Import failed. Please try again later.")
            : null;

    private ImportLane LaneOf(ImportKind kind)
    {
        if (!data.Options.Imports.QueuePerKind) kind = default;
        if (!lanes.TryGetValue(kind, out var lane)) lanes.Add(kind, lane = new ImportLane(data.Options.Imports));
        return lane;
    }

    private void CatchUp()
    {
        var now = data.Time.GetUtcNow();
        foreach (var lane in lanes.Values)
            lane.CatchUp(now);
        isIdle = lanes.Values.All(lane => lane.Jobs == 0);
    }

    private bool IsOver(ImportJob job, DateTimeOffset now) => now - job.CreatedAt >= data.Options.Imports.JobLife;

    private void ForgetOldJobs(DateTimeOffset now)
    {
        for (; forgotten < jobs.Count && IsOver(jobs[forgotten], now); forgotten++)
            jobs[forgotten].Forget();
    }
}
