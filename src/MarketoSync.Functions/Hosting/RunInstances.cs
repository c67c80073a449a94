using System.Globalization;
using MarketoSync.Functions.Orchestrations;
using Microsoft.DurableTask.Client;

namespace MarketoSync.Functions.Hosting;

/// <summary>The orchestration instances of runs: one that is named by the run's id, and its children, by that id, a dot and a number.</summary>
public sealed class RunInstances(DurableClients clients)
{
    public static string NameOfChild(string run, int number) => string.Create(CultureInfo.InvariantCulture, $"{run}.{number:0000}");

    /// <summary>The instances of runs in one of these states.</summary>
    /// <param name="createdBefore">Null for all, whenever they were created.</param>
    public async Task<IReadOnlyList<OrchestrationMetadata>> FindAsync(
        IReadOnlyList<OrchestrationRuntimeStatus> states, DateTimeOffset? createdBefore, CancellationToken cancellation)
    {
        var found = await ListAsync(new OrchestrationQuery(CreatedTo: createdBefore, Statuses: states), cancellation);
        return [.. found.Where(instance => instance.Name == SyncRun.Name)];
    }

    public Task<List<OrchestrationMetadata>> ChildrenAsync(string run, CancellationToken cancellation) =>
        ListAsync(new OrchestrationQuery(InstanceIdPrefix: run + "."), cancellation);

    /// <summary>
    /// Removes all that there is of an instance, and not of its children: the engine cannot do that on Azure Storage. It would do so with
    /// one that is under way, too.
    /// </summary>
    public async Task PurgeAsync(string instance, CancellationToken cancellation) =>
        await (await clients.GetAsync(cancellation)).PurgeInstanceAsync(instance, cancellation);

    private async Task<List<OrchestrationMetadata>> ListAsync(OrchestrationQuery query, CancellationToken cancellation)
    {
        var client = await clients.GetAsync(cancellation);
        return await client.GetAllInstancesAsync(query).ToListAsync(cancellation);
    }
}
