using MarketoSync.Queueing;

namespace MarketoSync.Inbox;

/// <summary>What is done each time the schedule comes round: takes in what waits in the queue, and then what lies in the inbox.</summary>
public sealed class IntakeRound(QueueDrain queue, InboxSweep inbox)
{
    /// <exception cref="AggregateException">One of them failed, or both; neither kept the other from its work.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var faults = new List<Exception>();
        foreach (var part in new Func<CancellationToken, Task>[] { queue.DrainAsync, inbox.SweepAsync })
        {
            try
            {
                await part(cancellation);
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                faults.Add(fault);
            }
        }

        if (faults.Count > 0) throw new AggregateException("Not everything that waits could be taken in.", faults);
    }
}
