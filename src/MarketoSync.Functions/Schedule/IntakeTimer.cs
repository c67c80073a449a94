using MarketoSync.Functions.Hosting;
using MarketoSync.Inbox;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace MarketoSync.Functions.Schedule;

/// <summary>
/// On <c>Sync__Schedule</c>: puts queued records into a run, and begins the next file of the inbox. What wakes an app that is scaled to
/// nothing reads no nested names (github.com/Azure/azure-functions-host/issues/8649), so the binding has a name of its own for it.
/// </summary>
public sealed class IntakeTimer(IntakeRound round, DurableClients clients)
{
    [Function("Intake")]
    public Task RunAsync([TimerTrigger("%SyncSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken stop) =>
        clients.With(client, () => round.RunAsync(stop));
}
