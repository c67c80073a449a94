using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using MarketoSync.Orchestration;

namespace MarketoSync.Embedded;

/// <summary>
/// Runs an orchestration in this process. Whatever happens to it goes to the journal first; to continue, the code is run again from its
/// start and told what happened, in the same order, until it is where it was. Then what it still waits for is begun again.
/// </summary>
public sealed class EmbeddedEngine(Journal journal, ActivityTable activities, TimeProvider time, Action<RunProgress> report)
{
    private readonly Channel<EngineMessage> _inbox = Channel.CreateUnbounded<EngineMessage>();
    private int _running;

    /// <summary>Tells the orchestration something from outside. May be called from any thread.</summary>
    public void Raise(string name) => _inbox.Writer.TryWrite(new EngineMessage.Event(name));

    /// <param name="orchestration">The code.</param>
    /// <param name="input">What a new run begins with; one that is continued has it in its journal.</param>
    /// <param name="kept">How the input is kept.</param>
    /// <param name="ifWaiting">
    /// An event to raise if the run that is continued waits for one and for nothing else.
    /// </param>
    /// <param name="stop">Begins nothing more, lets what is under way finish, and returns.</param>
    /// <exception cref="EngineFaultException">The environment failed an activity; what had finished is kept.</exception>
    public async Task<EngineEnd> RunAsync<TInput>(
        Func<IOrchestrationContext, TInput, Task> orchestration,
        TInput input,
        JsonTypeInfo<TInput> kept,
        string? ifWaiting,
        CancellationToken stop)
    {
        var context = new EmbeddedContext(report);
        var pump = new Pump();
        var main = Replay(context, pump, start => orchestration(context, start.Deserialize(kept)!), input, kept);

        if (!main.IsCompleted && context.Pending.Count == 0 && ifWaiting is not null) Raise(ifWaiting);

        using var stopping = stop.UnsafeRegister(_ => _inbox.Writer.TryWrite(new EngineMessage.Stop()), null);
        Exception? fault = null;
        while (!main.IsCompleted)
        {
            if (!stop.IsCancellationRequested && fault is null) Begin(context, stop);
            if (_running == 0 && _inbox.Reader.Count == 0)
            {
                if (fault is not null) throw new EngineFaultException(fault);
                if (stop.IsCancellationRequested) return EngineEnd.Interrupted;
                if (context.Pending.Count == 0) return EngineEnd.Waiting;
            }

            await _inbox.Reader.WaitToReadAsync(CancellationToken.None);
            var happened = TakeIn(context, ref fault);
            if (happened.Count > 0) journal.Append(happened);
            foreach (var one in happened) pump.Run(() => context.Happen(one));
        }

        await main;
        return EngineEnd.Finished;
    }

    private Task Replay<TInput>(
        EmbeddedContext context, Pump pump, Func<JsonElement, Task> begin, TInput input, JsonTypeInfo<TInput> kept)
    {
        var past = journal.Past;
        if (past.Count == 0)
        {
            past = [new JournalEvent(JournalEventKind.Started, time.GetUtcNow(), Output: JsonSerializer.SerializeToElement(input, kept))];
            journal.Append(past);
        }

        Task? main = null;
        pump.Run(() =>
        {
            context.Happen(past[0]);
            main = begin(past[0].Output!.Value);
        });
        foreach (var one in past.Skip(1)) pump.Run(() => context.Happen(one));
        context.GoLive();
        return main!;
    }

    private void Begin(EmbeddedContext context, CancellationToken stop)
    {
        foreach (var step in context.Pending.Where(step => !step.IsStarted).ToList())
        {
            step.IsStarted = true;
            if (step.Name is null)
            {
                step.Timer = StartTimer(step);
            }
            else
            {
                _running++;
                _ = Task.Run(() => RunActivityAsync(step, stop), CancellationToken.None);
            }
        }
    }

    private ITimer StartTimer(PendingStep step)
    {
        var wait = step.Due - time.GetUtcNow();
        return time.CreateTimer(
            _ => _inbox.Writer.TryWrite(new EngineMessage.Rang(step)),
            null,
            wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
            Timeout.InfiniteTimeSpan);
    }

    private async Task RunActivityAsync(PendingStep step, CancellationToken stop)
    {
        EngineMessage message;
        try
        {
            message = new EngineMessage.Done(step, await activities.RunAsync(step.Name!, step.Input!, stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            message = new EngineMessage.GaveUp();
        }
        catch (Exception fault)
        {
            message = new EngineMessage.Failed(fault);
        }

        _inbox.Writer.TryWrite(message);
    }

    private List<JournalEvent> TakeIn(EmbeddedContext context, ref Exception? fault)
    {
        var happened = new List<JournalEvent>();
        var now = Later(time.GetUtcNow(), context.Now);
        while (_inbox.Reader.TryRead(out var message))
        {
            if (message is EngineMessage.Done or EngineMessage.GaveUp or EngineMessage.Failed) _running--;
            switch (message)
            {
                case EngineMessage.Done done:
                    happened.Add(new(JournalEventKind.Done, now, done.Step.Step, done.Step.Name, done.Output));
                    break;
                case EngineMessage.Rang rang when context.IsPending(rang.Step):
                    now = Later(now, rang.Step.Due);
                    happened.Add(new(JournalEventKind.Rang, now, rang.Step.Step));
                    break;
                case EngineMessage.Event raised:
                    happened.Add(new(JournalEventKind.Event, now, Name: raised.Name));
                    break;
                case EngineMessage.Failed failed:
                    fault ??= failed.Fault;
                    break;
            }
        }

        return happened;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
