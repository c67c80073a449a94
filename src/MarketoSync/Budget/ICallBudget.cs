namespace MarketoSync.Budget;

/// <summary>
/// The calls that a subscription has: so many in a window, so many at a time, so many a day.
/// They belong to the subscription, not to a run, so all runs spend from one budget.
/// </summary>
public interface ICallBudget
{
    /// <summary>Waits for its turn, first come, first served, and takes one call.</summary>
    Task<CallPermit> AcquireAsync(CancellationToken cancellation);

    /// <summary>Takes no further call for so long: Marketo said that the limit is reached, whoever used it up.</summary>
    void Pause(TimeSpan duration);
}
