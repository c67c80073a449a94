namespace MarketoSync.Budget;

/// <summary>Counts the calls of each quota day, over all runs that share the count.</summary>
public interface IDailyCalls
{
    long Count(DateOnly day);

    void Add(DateOnly day);
}
