namespace MarketoSync.Budget;

/// <summary>Counts for one process.</summary>
public sealed class DailyCallsInMemory : IDailyCalls
{
    private DateOnly _day;
    private long _count;

    public long Count(DateOnly day) => day == _day ? _count : 0;

    public void Add(DateOnly day)
    {
        _count = Count(day) + 1;
        _day = day;
    }
}
