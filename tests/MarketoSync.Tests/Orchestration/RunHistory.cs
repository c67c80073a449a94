using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MarketoSync.Orchestration;

namespace MarketoSync.Tests.Orchestration;

/// <summary>
/// What an orchestration did and what it was told, as an engine with histories keeps it, and the same of its children.
/// It can be run again from that alone.
/// </summary>
internal sealed class RunHistory<TInput, TOutput>(ChildOrchestration<TInput, TOutput> orchestration, TInput input) : IRunHistory
{
    private readonly string _input = JsonSerializer.Serialize(input, orchestration.Input);
    private readonly List<Happening> _happenings = [];
    private readonly List<IRunHistory> _children = [];

    public async Task<TOutput> RecordAsync(IOrchestrationContext context)
    {
        _happenings.Add(new(0, context.Now, "begun"));
        var output = await orchestration.Run(new Recorder(context, _happenings, _children), Read(_input, orchestration.Input));
        _happenings.Add(new(-1, context.Now, JsonSerializer.Serialize(output, orchestration.Output)));
        return output;
    }

    public void CheckReplay()
    {
        var replay = new Replay(_happenings);
        var run = orchestration.Run(replay, Read(_input, orchestration.Input));
        var output = replay.Run();
        Assert.Equal(output is not null, run.IsCompleted);
        if (output is not null) Assert.Equal(output, JsonSerializer.Serialize(run.Result, orchestration.Output));
        foreach (var child in _children) child.CheckReplay();
    }

    private static T Read<T>(string json, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(json, type)!;

    private sealed class Recorder(IOrchestrationContext context, List<Happening> happenings, List<IRunHistory> children) : IOrchestrationContext
    {
        private int _asked;

        public DateTimeOffset Now => context.Now;

        public Task<T> CallAsync<TIn, T>(Activity<TIn, T> activity, TIn input) =>
            KeepAsync(Asked.Of(activity.Name, input, activity.Input), () => context.CallAsync(activity, input), activity.Output);

        public Task<T> CallChildAsync<TIn, T>(ChildOrchestration<TIn, T> child, TIn input)
        {
            var history = new RunHistory<TIn, T>(child, input);
            children.Add(history);
            return KeepAsync(Asked.Of(child.Name, input, child.Input), () => history.RecordAsync(context), child.Output);
        }

        public Task DelayUntilAsync(DateTimeOffset due, CancellationToken cancellation) => KeepAsync(Asked.Until(due), async () =>
        {
            await context.DelayUntilAsync(due, cancellation);
            return true;
        }, OrchestrationJson.Default.Boolean);

        public Task WaitForEventAsync(string name) => KeepAsync(Asked.Event(name), async () =>
        {
            await context.WaitForEventAsync(name);
            return true;
        }, OrchestrationJson.Default.Boolean);

        public void Report(RunProgress progress) => context.Report(progress);

        private async Task<T> KeepAsync<T>(string asked, Func<Task<T>> act, JsonTypeInfo<T> type)
        {
            var number = ++_asked;
            happenings.Add(new(number, Now, asked));
            var json = JsonSerializer.Serialize(await act(), type);
            happenings.Add(new(-number - 1, Now, json));
            return Read(json, type);
        }
    }

    /// <summary>Holds what is asked for against the history, and answers from it.</summary>
    private sealed class Replay(List<Happening> happenings) : IOrchestrationContext
    {
        private readonly Dictionary<int, string> _askedThen = happenings.Where(one => one.Number > 0).ToDictionary(one => one.Number, one => one.Text);
        private readonly Dictionary<int, Action<string>> _open = [];
        private int _asked;

        public DateTimeOffset Now { get; private set; } = happenings[0].At;

        public string? Run()
        {
            string? output = null;
            foreach (var told in happenings.Where(one => one.Number < 0))
            {
                Now = told.At;
                if (told.Number == -1) output = told.Text;
                else if (_open.Remove(-told.Number - 1, out var answer)) answer(told.Text);
            }

            Assert.Equal(_askedThen.Count, _asked);
            return output;
        }

        public Task<T> CallAsync<TIn, T>(Activity<TIn, T> activity, TIn input) => AskAsync(Asked.Of(activity.Name, input, activity.Input), activity.Output);

        public Task<T> CallChildAsync<TIn, T>(ChildOrchestration<TIn, T> child, TIn input) => AskAsync(Asked.Of(child.Name, input, child.Input), child.Output);

        public Task DelayUntilAsync(DateTimeOffset due, CancellationToken cancellation) => AskAsync(Asked.Until(due), OrchestrationJson.Default.Boolean);

        public Task WaitForEventAsync(string name) => AskAsync(Asked.Event(name), OrchestrationJson.Default.Boolean);

        public void Report(RunProgress progress)
        {
        }

        private Task<T> AskAsync<T>(string asked, JsonTypeInfo<T> type)
        {
            Assert.Equal(_askedThen.GetValueOrDefault(++_asked), asked);
            var answered = new TaskCompletionSource<T>();
            _open[_asked] = json => answered.SetResult(Read(json, type));
            return answered.Task;
        }
    }

    private static class Asked
    {
        public static string Of<T>(string name, T input, JsonTypeInfo<T> type) => $"{name} {JsonSerializer.Serialize(input, type)}";

        public static string Until(DateTimeOffset due) => $"until {due:O}";

        public static string Event(string name) => $"event {name}";
    }

    /// <param name="Number">Of what was asked for, counted from 1; below zero for the answer to it, and -1 for the end.</param>
    private readonly record struct Happening(int Number, DateTimeOffset At, string Text);
}

internal interface IRunHistory
{
    /// <summary>Runs it again, and fails if it does anything else than it did, or in another order.</summary>
    void CheckReplay();
}
