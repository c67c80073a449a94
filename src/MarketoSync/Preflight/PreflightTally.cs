namespace MarketoSync.Preflight;

/// <summary>Counts the records that have an issue.</summary>
internal sealed class PreflightTally(PreflightIssue issue)
{
    private const int MostPlaces = 10;

    private readonly List<RecordPlace> _first = [];
    private long _count;
    private uint _last;

    public PreflightIssue Issue { get; } = issue;

    public PreflightFinding Finding => new(Issue, _count, _first);

    public void Add(uint record, uint line)
    {
        // Names that are too many to be told apart share a tally, and a record may have several of them.
        if (_first.Count > 0 && _last == record) return;
        if (_first.Count < MostPlaces) _first.Add(new RecordPlace(record, line));
        _last = record;
        _count++;
    }
}
