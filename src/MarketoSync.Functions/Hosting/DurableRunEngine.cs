using System.Text.Json;
using MarketoSync.Functions.Orchestrations;
using MarketoSync.Orchestration;
using MarketoSync.Runs;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MarketoSync.Functions.Hosting;

/// <summary>
/// Durable Functions as the engine of runs: a run is the orchestration instance of the same id. It forgets runs that are over for long,
/// see <see cref="Schedule.OldHistories"/>.
/// </summary>
public sealed class DurableRunEngine(DurableClients clients, IRunStore store) : IRunEngine
{
    /// <inheritdoc/>
    /// <remarks>A run that was forgotten is known by its report.</remarks>
    public async Task StartAsync(RunInput input, CancellationToken cancellation)
    {
        var client = await clients.GetAsync(cancellation);
        if (await client.GetInstanceAsync(input.Run, cancellation) is not null) return;
        if (await store.Open(input.Run).ReadAsync(RunFiles.Report, cancellation) is not null) return;

        var options = new StartOrchestrationOptions(input.Run).WithDedupeStatuses([.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses]);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                SyncRun.Name, JsonSerializer.SerializeToElement(input, OrchestrationJson.Default.RunInput), options, cancellation);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // Somebody else began it in the same moment.
        }
    }

    public async Task<RunActivity?> ActivityAsync(string run, CancellationToken cancellation)
    {
        var client = await clients.GetAsync(cancellation);
        if (await client.GetInstanceAsync(run, getInputsAndOutputs: true, cancellation) is not { } instance) return null;

        var status = InstanceStatus.Read(instance.SerializedCustomStatus);
        var child = status.Child is { } name ? await client.GetInstanceAsync(name, getInputsAndOutputs: true, cancellation) : null;
        var sending = InstanceStatus.Read(child?.SerializedCustomStatus);
        var fault = status.Fault ?? (child?.IsRunning == true ? sending.Fault : null);
        var phase = instance.RuntimeStatus switch
        {
            OrchestrationRuntimeStatus.Completed => RunPhase.Ended,
            OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated => RunPhase.Failed,
            _ => status.IsStopped || fault is not null ? RunPhase.Stopped : RunPhase.Running,
        };
        return new RunActivity(
            phase, sending.Progress, fault ?? instance.FailureDetails?.ErrorType, CanResume: phase != RunPhase.Failed,
            IsTerminated: instance.RuntimeStatus == OrchestrationRuntimeStatus.Terminated);
    }

    public async Task<bool> RaiseAsync(string run, string name, CancellationToken cancellation)
    {
        var client = await clients.GetAsync(cancellation);
        if (await client.GetInstanceAsync(run, cancellation) is not { IsCompleted: false }) return false;

        await client.RaiseEventAsync(run, name, true, cancellation);
        return true;
    }
}
