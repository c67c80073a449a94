using System.Collections.Concurrent;
using System.Text.Json;
using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Middleware;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using CoreActivity = DurableTask.Core.TaskActivity;
using CoreEntity = DurableTask.Core.Entities.TaskEntity;

namespace MarketoSync.Functions.Tests.Engine;

/// <summary>
/// The real engine of Durable Functions, in memory and in simulated time: the workers of DurableTask.Core run the app's own functions
/// by the adapters of Microsoft.DurableTask.
/// </summary>
internal sealed class DurableEngine : IAsyncDisposable
{
    /// <summary>A step that waited for simulated time would wait for ever.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(100);

    private readonly FakeTimeProvider _time;
    private readonly TaskHubWorker _worker;
    private readonly ConcurrentDictionary<string, int> _taken = new();

    private DurableEngine(FakeTimeProvider time, Func<string, object> activities, Func<string, ITaskEntity> entities, ILoggerFactory logs)
    {
        _time = time;
        Store = new HubStore(time);
        Client = new HubClient(Store);
        var shims = new DurableTaskShimFactory(new DurableTaskWorkerOptions { EnableEntitySupport = true }, logs);
        _worker = new TaskHubWorker(
            new HubService(Store),
            new ByName<TaskOrchestration>(name => shims.CreateOrchestration<JsonElement, JsonElement>(
                name, (context, _) => Instead.TryGetValue(name, out var other) ? other(context) : FunctionApp.OrchestrateAsync(name, context))),
            new ByName<CoreActivity>(name => shims.CreateActivity<JsonElement, JsonElement>(
                name, (_, input) => TakeStepAsync(name, activities(name), input))),
            new ByName<CoreEntity>(name => new EntityOfAnyKey(id => shims.CreateEntity(name, entities(name), id))),
            logs)
        {
            ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails,
        };
        _worker.AddOrchestrationDispatcherMiddleware(SetClockAsync);
    }

    public HubStore Store { get; }

    public HubClient Client { get; }

    /// <summary>Orchestrations that take the place of the app's.</summary>
    public IDictionary<string, Func<TaskOrchestrationContext, Task<JsonElement>>> Instead { get; } =
        new ConcurrentDictionary<string, Func<TaskOrchestrationContext, Task<JsonElement>>>();

    /// <summary>Told the name of an activity and how often it was begun before, just before it is carried out: it may throw.</summary>
    public Func<string, int, Task> BeforeActivity { get; set; } = (_, _) => Task.CompletedTask;

    /// <param name="activities">Makes what has the activity function of a name.</param>
    /// <param name="entities">Makes the entity of a name.</param>
    public static async Task<DurableEngine> StartAsync(
        FakeTimeProvider time, Func<string, object> activities, Func<string, ITaskEntity> entities, ILoggerFactory? logs = null)
    {
        var engine = new DurableEngine(time, activities, entities, logs ?? NullLoggerFactory.Instance);
        await engine._worker.StartAsync();
        return engine;
    }

    /// <summary>
    /// Lets happen what is to happen, timer after timer, until everything has ended or waits for word from outside.
    /// </summary>
    /// <param name="until">Asked when nothing is left but to wait for a timer: whether to leave it at that.</param>
    public async Task RunAsync(Func<bool>? until = null)
    {
        await Store.IdleAsync().WaitAsync(s_patience);
        while (until?.Invoke() != true && Store.NextTimer is { } due)
        {
            if (due > _time.GetUtcNow()) _time.SetUtcNow(due);
            Store.Ring();
            await Store.IdleAsync().WaitAsync(s_patience);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.StopAsync(isForced: true);
        _worker.Dispose();
    }

    private async Task<JsonElement> TakeStepAsync(string name, object functions, JsonElement input)
    {
        await BeforeActivity(name, _taken.AddOrUpdate(name, 0, (_, before) => before + 1));
        return await FunctionApp.RunActivityAsync(name, functions, input, Client);
    }

    /// <summary>An orchestration takes its time from the event that begins its turn.</summary>
    private Task SetClockAsync(DispatchMiddlewareContext context, Func<Task> next)
    {
        foreach (var turn in context.GetProperty<OrchestrationRuntimeState>().NewEvents.OfType<OrchestratorStartedEvent>())
            turn.Timestamp = _time.GetUtcNow().UtcDateTime;
        return next();
    }
}
