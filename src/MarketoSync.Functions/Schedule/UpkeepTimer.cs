using MarketoSync.Configuration;
using MarketoSync.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace MarketoSync.Functions.Schedule;

/// <summary>Hourly, whatever <c>Sync__Schedule</c> says: sees to what broke down and to what is kept.</summary>
public sealed class UpkeepTimer(UpkeepRound round, DurableClients clients)
{
    [Function("Upkeep")]
    public Task RunAsync([TimerTrigger(SyncSettings.UpkeepSchedule)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken stop) =>
        clients.With(client, () => round.RunAsync(stop));
}
