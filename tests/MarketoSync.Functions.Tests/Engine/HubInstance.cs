using DurableTask.Core;
using DurableTask.Core.History;

namespace MarketoSync.Functions.Tests.Engine;

/// <summary>An orchestration or entity: its history, and the messages that it has not seen yet.</summary>
internal sealed class HubInstance(string id)
{
    private readonly List<TaskMessage> _inbox = [];

    public string Id => id;

    public IReadOnlyList<HistoryEvent> History { get; private set; } = [];

    public OrchestrationState? Status { get; private set; }

    /// <summary>Whether it is at work, or about to be.</summary>
    public bool IsUnderWay { get; private set; }

    public bool IsOver => Status?.OrchestrationStatus
        is OrchestrationStatus.Completed or OrchestrationStatus.Failed or OrchestrationStatus.Terminated;

    /// <returns>Whether it has to be set to work.</returns>
    public bool Receive(TaskMessage message, DateTime now)
    {
        if (message.Event is ExecutionStartedEvent started) Status ??= Pending(started, now);
        _inbox.Add(message);
        if (IsUnderWay) return false;

        return IsUnderWay = true;
    }

    public TaskOrchestrationWorkItem Begin()
    {
        var item = new TaskOrchestrationWorkItem
        {
            InstanceId = id,
            OrchestrationRuntimeState = new OrchestrationRuntimeState([.. History]),
            NewMessages = [.. _inbox],
            LockedUntilUtc = DateTime.MaxValue,
        };
        _inbox.Clear();
        return item;
    }

    /// <param name="status">Tells times by the machine's clock, which are none of this engine's.</param>
    /// <returns>Whether it has to be set to work again.</returns>
    public bool End(OrchestrationRuntimeState state, OrchestrationState? status, DateTime now)
    {
        History = [.. state.Events];
        if (status is not null)
        {
            status.CreatedTime = Status?.CreatedTime ?? now;
            status.LastUpdatedTime = now;
            Status = status;
        }

        return GoOn();
    }

    /// <returns>Whether it has to be set to work again.</returns>
    public bool Abandon(IEnumerable<TaskMessage> messages)
    {
        _inbox.InsertRange(0, messages);
        return GoOn();
    }

    private bool GoOn()
    {
        if (IsOver) _inbox.Clear();
        return IsUnderWay = _inbox.Count > 0;
    }

    private static OrchestrationState Pending(ExecutionStartedEvent started, DateTime now) => new()
    {
        OrchestrationInstance = started.OrchestrationInstance,
        OrchestrationStatus = OrchestrationStatus.Pending,
        Name = started.Name,
        Version = started.Version,
        Input = started.Input,
        CreatedTime = now,
        LastUpdatedTime = now,
    };
}
