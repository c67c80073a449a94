using MarketoSync.Queueing;
using MarketoSync.Runs;

namespace MarketoSync.Inbox;

/// <summary>What is done each time the schedule comes round: takes in what waits in the queue, and then what lies in the inbox.</summary>
public sealed class IntakeRound(QueueDrain queue, InboxSweep inbox)
{
    /// <exception cref="AggregateException">One of them failed, or both; neither kept the other from its work.</exception>
    public Task RunAsync(CancellationToken cancellation) =>
        EachPart.DoAsync("Not everything that waits could be taken in.", [queue.DrainAsync, inbox.SweepAsync], cancellation);
}
