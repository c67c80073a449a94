namespace MarketoSync.Simulator;

/// <summary>How bulk imports behave. What Adobe documents is the default; where it is silent the remarks say so.</summary>
public sealed record ImportOptions
{
    /// <summary>Jobs that may be queued or importing; one more upload gets 1016. Marketo: 10. 0 or less is no limit.</summary>
    public int MaxJobs { get; init; } = 10;

    /// <summary>Jobs that import at a time. Marketo: 2. 0 or less is no limit.</summary>
    public int MaxImporting { get; init; } = 2;

    /// <summary>Whether each <see cref="ImportKind"/> has a queue of its own. No source says; one for all is the harder case.</summary>
    public bool QueuePerKind { get; init; }

    /// <summary>Time a job takes besides its rows.</summary>
    public TimeSpan TimePerJob { get; init; } = TimeSpan.Zero;

    /// <summary>Time a row takes: 10,000 rows take a second. Where both times are zero a job is over at the next look at it.</summary>
    public TimeSpan TimePerRow { get; init; } = TimeSpan.FromMicroseconds(100);

    /// <summary>How long a job can be asked about from its upload on; then it is 1013. Marketo: 7 days.</summary>
    public TimeSpan JobLife { get; init; } = TimeSpan.FromDays(7);

    /// <summary>
    /// Share of the jobs, 0 to 1, that end as failed by chance, with half of their rows done: Adobe documents the status and not what is
    /// done by then. Chance depends on the seed and the job's number only.
    /// </summary>
    public double FailedShare { get; init; }

    public BlankCells BlankCells { get; init; } = BlankCells.LeaveAsIs;

    public NullTexts NullTexts { get; init; } = NullTexts.Store;

    /// <summary>For leads. A row number in a column of its own is common practice.</summary>
    public UnknownColumns UnknownLeadColumns { get; init; } = UnknownColumns.Ignore;

    /// <summary>For custom objects, where the key fields are all there; where one is not, every row fails, as Adobe documents.</summary>
    public UnknownColumns UnknownObjectColumns { get; init; } = UnknownColumns.FailJob;

    /// <summary>For program members. No source says.</summary>
    public UnknownColumns UnknownMemberColumns { get; init; } = UnknownColumns.FailJob;

    /// <summary>
    /// Whether the files of failures and warnings keep blank cells at the end of a row. Users of Marketo report that it drops them, so that
    /// the reason moves to the left.
    /// </summary>
    public bool KeepTrailingBlankCells { get; init; }
}
