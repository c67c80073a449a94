using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Converters;
using PurgeResult = Microsoft.DurableTask.Client.PurgeResult;

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
        Task.FromResult(store.Status(instanceId) is { } status ? Metadata(instanceId, status, getInputsAndOutputs) : null);

    /// <inheritdoc/>
    /// <remarks>In pages of two, so that a purge meets more than one.</remarks>
    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        Pageable.Create<OrchestrationMetadata>((continuation, _) =>
        {
            var found = store.Orchestrations.Where(one => IsIn(one.Status, one.Id, filter!))
                .SkipWhile(one => continuation is not null && string.CompareOrdinal(one.Id, continuation) <= 0).Take(2)
                .Select(one => Metadata(one.Id, one.Status, filter!.FetchInputsAndOutputs)).ToList();
            return Task.FromResult(new Page<OrchestrationMetadata>(found, found.Count < 2 ? null : found[^1].InstanceId));
        });

    /// <inheritdoc/>
    /// <remarks>As Azure Storage does it: whatever state the instance is in, and without its children.</remarks>
    public override Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        if (options?.Recursive == true) throw new NotSupportedException();
        return Task.FromResult(new PurgeResult(store.Purge(instanceId) ? 1 : 0));
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private static bool IsIn(OrchestrationState status, string id, OrchestrationQuery filter) =>
        (filter.Statuses?.Contains(StateOf(status)) ?? true)
        && (filter.CreatedTo is not { } to || status.CreatedTime <= to.UtcDateTime)
        && id.StartsWith(filter.InstanceIdPrefix ?? "", StringComparison.Ordinal);

    private static OrchestrationRuntimeStatus StateOf(OrchestrationState status) =>
        Enum.Parse<OrchestrationRuntimeStatus>(status.OrchestrationStatus.ToString());

    private static OrchestrationMetadata Metadata(string instance, OrchestrationState status, bool withInputsAndOutputs) =>
        new(status.Name, instance)
        {
            DataConverter = withInputsAndOutputs ? s_json : null,
            RuntimeStatus = StateOf(status),
            CreatedAt = new DateTimeOffset(status.CreatedTime, TimeSpan.Zero),
            LastUpdatedAt = new DateTimeOffset(status.LastUpdatedTime, TimeSpan.Zero),
            SerializedInput = withInputsAndOutputs ? status.Input : null,
            SerializedOutput = withInputsAndOutputs ? status.Output : null,
            SerializedCustomStatus = withInputsAndOutputs ? status.Status : null,
            FailureDetails = status.FailureDetails is { } fault ? new(fault.ErrorType, fault.ErrorMessage, fault.StackTrace, null, null) : null,
        };

    private Task Send(string instance, HistoryEvent happened)
    {
        store.Send(new TaskMessage { OrchestrationInstance = new OrchestrationInstance { InstanceId = instance }, Event = happened });
        return Task.CompletedTask;
    }
}
