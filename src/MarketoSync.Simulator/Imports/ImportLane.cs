namespace MarketoSync.Simulator;

/// <summary>
/// One queue of jobs: first come, first served, some at a time. Nothing runs by itself; what time has brought about is caught up with
/// when somebody looks.
/// </summary>
internal sealed class ImportLane(ImportOptions options)
{
    private readonly Queue<QueuedImport> waiting = new();
    private readonly List<QueuedImport> importing = [];

    public int Jobs => waiting.Count + importing.Count;

    public int OwnJobs => waiting.Concat(importing).OfType<ImportJob>().Count();

    public bool IsFull => options.MaxJobs > 0 && Jobs >= options.MaxJobs;

    public int MostJobs { get; private set; }

    public int MostImporting { get; private set; }

    /// <summary>Queues a job. The lane has caught up and is not full.</summary>
    public void Add(QueuedImport job, DateTimeOffset now)
    {
        job.CreatedAt = now;
        waiting.Enqueue(job);
        MostJobs = Math.Max(MostJobs, Jobs);
        Fill(now);
    }

    /// <summary>Goes from one job's end to the next, so that rows are written in the order in which jobs began and ended.</summary>
    public void CatchUp(DateTimeOffset now)
    {
        while (importing.MinBy(job => job.EndsAt) is { } next && next.EndsAt <= now)
        {
            foreach (var job in importing)
                job.RunTo(next.EndsAt);
            next.End();
            importing.Remove(next);
            Fill(next.EndsAt);
        }
        foreach (var job in importing)
            job.RunTo(now);
    }

    public void Abandon()
    {
        foreach (var job in importing)
            job.Abandon();
    }

    private void Fill(DateTimeOffset now)
    {
        while ((options.MaxImporting <= 0 || importing.Count < options.MaxImporting) && waiting.TryDequeue(out var job))
        {
            job.Start(now);
            importing.Add(job);
        }
        MostImporting = Math.Max(MostImporting, importing.Count);
    }
}
