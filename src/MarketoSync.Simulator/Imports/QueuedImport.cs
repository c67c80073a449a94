namespace MarketoSync.Simulator;

/// <summary>A job in an import queue. By itself it is another user's, which takes its place and its time and does no more.</summary>
internal class QueuedImport(ImportKind kind, TimeSpan duration)
{
    public ImportKind Kind => kind;

    /// <summary>Set as it is queued.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Only for a job that has begun.</summary>
    public DateTimeOffset EndsAt => StartedAt!.Value + duration;

    public void Start(DateTimeOffset at)
    {
        StartedAt = at;
        Started();
    }

    /// <summary>Does what is due by a time.</summary>
    public virtual void RunTo(DateTimeOffset at)
    {
    }

    public void End()
    {
        RunTo(EndsAt);
        EndedAt = EndsAt;
        Ended();
    }

    /// <summary>Gives it up while it runs, without an end.</summary>
    public void Abandon() => Ended();

    protected virtual void Started()
    {
    }

    protected virtual void Ended()
    {
    }
}
