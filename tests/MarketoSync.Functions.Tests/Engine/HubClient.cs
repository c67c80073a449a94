using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Converters;

namespace MarketoSync.Functions.Tests.Engine;

/// <summary>The task hub's client, as the host gives it to functions.</summary>
internal class HubClient(HubStore store) : DurableTaskClient("test")
{
    private static readonly DataConverter s_json = JsonDataConverter.Default;
    private readonly HubEntityClient _entities = new(store);

    public override DurableEntityClient Entities => _entities;

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        var id = options!.InstanceId!;
        var instance = new OrchestrationInstance { InstanceId = id, ExecutionId = Guid.NewGuid().ToString("N") };
        var started = new ExecutionStartedEvent(-1, s_json.Serialize(input)) { Name = orchestratorName.Name, OrchestrationInstance = instance };
        var dedupe = options.DedupeStatuses ?? ["Pending", "Running", "Suspended"];
        store.Create(new TaskMessage { OrchestrationInstance = instance, Event = started }, dedupe.Select(Enum.Parse<OrchestrationStatus>));
        return Task.FromResult(id);
    }

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        Send(instanceId, new EventRaisedEvent(-1, s_json.Serialize(eventPayload)) { Name = eventName });

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        Send(instanceId, new ExecutionTerminatedEvent(-1, s_json.Serialize(options?.Output)));

    /// <inheritdoc/>
    /// <remarks>The host gives the custom status with inputs and outputs, and not without.</remarks>
    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Task.FromResult(store.Status(instanceId) is not { } status ? null : new OrchestrationMetadata(status.Name, instanceId)
        {
            DataConverter = getInputsAndOutputs ? s_json : null,
            RuntimeStatus = Enum.Parse<OrchestrationRuntimeStatus>(status.OrchestrationStatus.ToString()),
            SerializedInput = getInputsAndOutputs ? status.Input : null,
            SerializedOutput = getInputsAndOutputs ? status.Output : null,
            SerializedCustomStatus = getInputsAndOutputs ? status.Status : null,
            FailureDetails = status.FailureDetails is { } fault ? new(fault.ErrorType, fault.ErrorMessage, fault.StackTrace, null, null) : null,
        });

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        throw new NotSupportedException();

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private Task Send(string instance, HistoryEvent happened)
    {
        store.Send(new TaskMessage { OrchestrationInstance = new OrchestrationInstance { InstanceId = instance }, Event = happened });
        return Task.CompletedTask;
    }
}
