using System.Threading.Channels;
using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using Entities = DurableTask.Core.Common.Entities;

namespace MarketoSync.Functions.Tests.Engine;

/// <summary>
/// All that the engine keeps, in memory: instances, messages under way and timers. It knows when nothing is left to do but to wait,
/// and timers ring when they are told to, so that what takes a day is tested at once.
/// </summary>
internal sealed class HubStore(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, HubInstance> _instances = new(StringComparer.OrdinalIgnoreCase);
    private readonly PriorityQueue<TaskMessage, DateTime> _timers = new();
    private readonly Channel<HubInstance> _orchestrations = Channel.CreateUnbounded<HubInstance>();
    private readonly Channel<HubInstance> _entities = Channel.CreateUnbounded<HubInstance>();
    private readonly Channel<TaskMessage> _activities = Channel.CreateUnbounded<TaskMessage>();
    private readonly List<HistoryEvent> _happened = [];
    private readonly List<OrchestrationState> _shown = [];
    private TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _underWay;

    /// <summary>Looks at each message to an instance before it is delivered, and may hold it back by saying false.</summary>
    public Func<TaskMessage, bool> Deliver { get; set; } = _ => true;

    /// <summary>Every event there ever was, also of what was overwritten since.</summary>
    public IReadOnlyList<HistoryEvent> Happened => Locked(() => _happened.ToList());

    /// <summary>Every status that an instance ever had, with its input and output.</summary>
    public IReadOnlyList<OrchestrationState> Shown => Locked(() => _shown.ToList());

    public IReadOnlyList<string> Instances => Locked(() => _instances.Keys.Order(StringComparer.Ordinal).ToList());

    /// <summary>The orchestrations among the instances, in ordinal order.</summary>
    public IReadOnlyList<(string Id, OrchestrationState Status)> Orchestrations => Locked(() => _instances.Values
        .Where(instance => !Entities.IsEntityInstance(instance.Id) && instance.Status is not null)
        .Select(instance => (instance.Id, instance.Status!)).OrderBy(one => one.Id, StringComparer.Ordinal).ToList());

    public DateTime? NextTimer => Locked(() => _timers.TryPeek(out _, out var due) ? due : (DateTime?)null);

    public IReadOnlyList<HistoryEvent> History(string instance) => Locked(() => _instances[instance].History);

    public OrchestrationState? Status(string instance) => Locked(() => _instances.GetValueOrDefault(instance)?.Status);

    /// <summary>Forgets an instance.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Purge(string instance) => Locked(() => _instances.Remove(instance));

    /// <summary>Completes as soon as no instance and no activity is at work or about to be.</summary>
    public Task IdleAsync() => Locked(() => _underWay == 0 ? Task.CompletedTask : _idle.Task);

    /// <exception cref="OrchestrationAlreadyExistsException">There is an instance of the id in one of those states.</exception>
    public void Create(TaskMessage start, IEnumerable<OrchestrationStatus> dedupe)
    {
        lock (_lock)
        {
            var id = start.OrchestrationInstance.InstanceId;
            if (_instances.TryGetValue(id, out var known) && dedupe.Contains(known.Status!.OrchestrationStatus))
                throw new OrchestrationAlreadyExistsException($"There is an instance {id} already.");
            Send(start);
        }
    }

    /// <summary>As Azure Storage does it, a message to an instance that is over, or that is none, goes nowhere.</summary>
    public void Send(TaskMessage message)
    {
        lock (_lock)
        {
            if (!Deliver(message)) return;

            var id = message.OrchestrationInstance.InstanceId;
            if (!_instances.TryGetValue(id, out var instance) || (instance.IsOver && message.Event is ExecutionStartedEvent))
            {
                if (message.Event is not ExecutionStartedEvent && !Entities.IsEntityInstance(id)) return;
                _instances[id] = instance = new HubInstance(id);
            }

            if (!instance.IsOver && instance.Receive(message, time.GetUtcNow().UtcDateTime)) SetToWork(instance);
        }
    }

    /// <summary>Lets the timers ring that are due.</summary>
    public void Ring()
    {
        lock (_lock)
        {
            while (_timers.TryPeek(out var timer, out var due) && due <= time.GetUtcNow().UtcDateTime)
            {
                _timers.Dequeue();
                Send(timer);
            }
        }
    }

    public async Task<TaskOrchestrationWorkItem> NextAsync(bool isEntity, CancellationToken cancellation)
    {
        var instance = await (isEntity ? _entities : _orchestrations).Reader.ReadAsync(cancellation);
        var item = Locked(instance.Begin);
        if (isEntity && item.OrchestrationRuntimeState.ExecutionStartedEvent is null) Entities.AutoStart(item.InstanceId, item.NewMessages);
        return item;
    }

    public void End(
        TaskOrchestrationWorkItem item,
        OrchestrationRuntimeState state,
        OrchestrationState? status,
        IEnumerable<TaskMessage> activities,
        IEnumerable<TaskMessage> messages,
        IEnumerable<TaskMessage> timers)
    {
        lock (_lock)
        {
            var instance = _instances[item.InstanceId];
            var goesOn = instance.End(state, status, time.GetUtcNow().UtcDateTime);
            _happened.AddRange(state.NewEvents);
            if (status is not null) _shown.Add(status);
            foreach (var activity in activities)
            {
                _underWay++;
                _activities.Writer.TryWrite(activity);
            }

            foreach (var message in messages) Send(message);
            foreach (var timer in timers) _timers.Enqueue(timer, ((TimerFiredEvent)timer.Event).FireAt);
            if (goesOn) SetToWork(instance);
            Done();
        }
    }

    public void Abandon(TaskOrchestrationWorkItem item)
    {
        lock (_lock)
        {
            if (_instances[item.InstanceId].Abandon(item.NewMessages)) SetToWork(_instances[item.InstanceId]);
            Done();
        }
    }

    public ValueTask<TaskMessage> NextActivityAsync(CancellationToken cancellation) => _activities.Reader.ReadAsync(cancellation);

    public void EndActivity(TaskMessage answer)
    {
        lock (_lock)
        {
            Send(answer);
            Done();
        }
    }

    public void AbandonActivity(TaskMessage activity) => _activities.Writer.TryWrite(activity);

    private void SetToWork(HubInstance instance)
    {
        _underWay++;
        (Entities.IsEntityInstance(instance.Id) ? _entities : _orchestrations).Writer.TryWrite(instance);
    }

    private void Done()
    {
        if (--_underWay > 0) return;
        _idle.SetResult();
        _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_lock) return read();
    }
}
