using System.Text.Json;
using MarketoSync.Functions.Hosting;
using MarketoSync.Orchestration;
using MarketoSync.Telemetry;
using Microsoft.DurableTask;

namespace MarketoSync.Functions.Orchestrations;

/// <summary>
/// Durable Functions as the orchestration's port. Children are instances of their own, named after the run; what is told to the run is
/// passed on to them.
/// </summary>
public sealed class DurableContext(TaskOrchestrationContext context) : IOrchestrationContext
{
    private readonly Dictionary<string, Task> _events = [];
    private InstanceStatus _status = new();
    private int _children;

    public DateTimeOffset Now => new(context.CurrentUtcDateTime, TimeSpan.Zero);

    /// <inheritdoc/>
    /// <remarks>
    /// What the environment fails is tried again for about an hour. Then somebody has to look: the instance waits until it is told to
    /// resume. Told to cancel it tries once more, for what it is about to do has to be done before it can end as it should, and else fails.
    /// </remarks>
    public async Task<TOutput> CallAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input)
    {
        var kept = JsonSerializer.SerializeToElement(input, activity.Input);
        TaskOptions? retries = StepRetry.Options;
        while (true)
        {
            try
            {
                var output = await context.CallActivityAsync<JsonElement>(activity.Name, kept, retries);
                return output.Deserialize(activity.Output)!;
            }
            catch (TaskFailedException fault) when (retries is not null)
            {
                if (_status.Fault is null && !context.IsReplaying) SyncTelemetry.Shared.Runs.Waits();
                Show(_status with { Fault = fault.FailureDetails.ErrorType });
                var (resume, cancel) = (Wait(RunEvents.Resume), Wait(RunEvents.Cancel));
                await Task.WhenAny(resume, cancel);
                if (!resume.IsCompleted) retries = null;
                Show(_status with { Fault = null });
            }
        }
    }

    public async Task<TOutput> CallChildAsync<TInput, TOutput>(ChildOrchestration<TInput, TOutput> child, TInput input)
    {
        var instance = RunInstances.NameOfChild(context.InstanceId, _children++);
        Show(new InstanceStatus(Child: instance));
        var work = context.CallSubOrchestratorAsync<JsonElement>(
            child.Name, JsonSerializer.SerializeToElement(input, child.Input), new SubOrchestrationOptions { InstanceId = instance });

        var (cancel, resume) = (Wait(RunEvents.Cancel), Wait(RunEvents.Resume));
        var isCancelled = false;
        while (!work.IsCompleted)
        {
            await (isCancelled ? Task.WhenAny(work, resume) : Task.WhenAny(work, cancel, resume));
            if (!isCancelled && cancel.IsCompleted)
            {
                context.SendEvent(instance, RunEvents.Cancel, true);
                isCancelled = true;
            }

            if (resume.IsCompleted)
            {
                context.SendEvent(instance, RunEvents.Resume, true);
                resume = Wait(RunEvents.Resume);
            }
        }

        return (await work).Deserialize(child.Output)!;
    }

    public Task DelayUntilAsync(DateTimeOffset due, CancellationToken cancellation) => context.CreateTimer(due.UtcDateTime, cancellation);

    /// <inheritdoc/>
    /// <remarks>An orchestration asks to be told to resume when it has stopped, and at no other time.</remarks>
    public Task WaitForEventAsync(string name)
    {
        if (name == RunEvents.Resume) Show(_status with { IsStopped = true });
        return Wait(name);
    }

    public void Report(RunProgress progress) => Show(_status with { Progress = progress });

    /// <summary>One wait serves all who ask for the same event, and a run that was cancelled stays so: an event comes once.</summary>
    private Task Wait(string name)
    {
        if (_events.TryGetValue(name, out var known) && (!known.IsCompleted || name == RunEvents.Cancel)) return known;
        return _events[name] = context.WaitForExternalEvent<bool>(name);
    }

    private void Show(InstanceStatus status)
    {
        _status = status;
        context.SetCustomStatus(status.Write());
    }
}
