using System.Collections.Concurrent;
using MarketoSync.Embedded;
using MarketoSync.Orchestration;
using Microsoft.Extensions.Time.Testing;

namespace MarketoSync.Tests.Embedded;

public sealed class EmbeddedEngineTests : IDisposable
{
    private static readonly Activity<string, string> s_echo = new("Echo", OrchestrationJson.Default.String, OrchestrationJson.Default.String);
    private static readonly Activity<string, string> s_other = new("Other", OrchestrationJson.Default.String, OrchestrationJson.Default.String);
    private static readonly ChildOrchestration<string, string> s_child = new(
        "Child",
        OrchestrationJson.Default.String,
        OrchestrationJson.Default.String,
        async (context, input) => await context.CallAsync(s_echo, input + "1") + await context.CallAsync(s_echo, input + "2"));

    private readonly string _folder = Directory.CreateTempSubdirectory("engine-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentQueue<string> _calls = new();
    private Func<string, CancellationToken, Task<string>> _handler = (input, _) => Task.FromResult(input);
    private string? _result;

    private string PathOf => Path.Combine(_folder, "journal");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_run_cut_off_after_any_event_goes_on_to_the_same_result_and_repeats_nothing_that_was_finished()
    {
        Assert.Equal(EngineEnd.Finished, await RunAsync(MixedAsync));
        var result = _result;
        var lines = File.ReadAllLines(PathOf);
        var calls = _calls.Order().ToList();
        Assert.True(lines.Length > 10);

        for (var kept = 1; kept <= lines.Length; kept++)
        {
            File.WriteAllText(PathOf, string.Concat(lines.Take(kept).Select(line => line + "\n")));
            _calls.Clear();
            _result = null;
            Assert.Equal(EngineEnd.Finished, await RunAsync(MixedAsync));
            Assert.Equal(result, _result);
            var finished = lines.Take(kept).Count(line => line.Contains("\"kind\":\"done\"", StringComparison.Ordinal));
            Assert.Equal(calls.Count - finished, _calls.Count);
            Assert.Equal(_calls.Count, _calls.Distinct().Count());
        }
    }

    [Fact]
    public async Task A_stop_lets_what_runs_finish_keeps_it_and_begins_nothing_more()
    {
        using var stop = new CancellationTokenSource();
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource<string>());
        _handler = (input, _) =>
        {
            if (input != "a") return Task.FromResult(input);
            begun.SetResult();
            return end.Task;
        };
        var running = RunAsync(TwoInTurnAsync, stop: stop.Token);
        await begun.Task;
        await stop.CancelAsync();
        end.SetResult("A");
        Assert.Equal(EngineEnd.Interrupted, await running);
        Assert.Equal(["a"], _calls);

        Assert.Equal(EngineEnd.Finished, await RunAsync(TwoInTurnAsync));
        Assert.Equal(["a", "b"], _calls);
        Assert.Equal("Ab", _result);
    }

    [Fact]
    public async Task An_activity_that_has_not_begun_gives_up_when_it_is_asked_to()
    {
        using var stop = new CancellationTokenSource();
        var waits = new TaskCompletionSource();
        _handler = async (_, cancellation) =>
        {
            waits.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellation);
            return "";
        };
        var running = RunAsync(TwoInTurnAsync, stop: stop.Token);
        await waits.Task;
        await stop.CancelAsync();
        Assert.Equal(EngineEnd.Interrupted, await running);
        Assert.Single(File.ReadAllLines(PathOf));
    }

    [Fact]
    public async Task An_orchestration_that_waits_for_an_event_alone_rests_until_it_is_raised()
    {
        Assert.Equal(EngineEnd.Waiting, await RunAsync(WaitingAsync));
        Assert.Equal(EngineEnd.Waiting, await RunAsync(WaitingAsync));
        Assert.Equal(EngineEnd.Finished, await RunAsync(WaitingAsync, ifWaiting: "go"));
        Assert.Equal("went", _result);
        Assert.Equal(["a"], _calls);
    }

    [Fact]
    public async Task The_event_for_one_that_waits_is_not_raised_for_one_that_has_work()
    {
        // Without an end for its first activity, the journal holds the beginning only.
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        Assert.Equal(EngineEnd.Interrupted, await RunAsync(WaitingAsync, stop: stop.Token));
        Assert.Equal(EngineEnd.Waiting, await RunAsync(WaitingAsync, ifWaiting: "go"));
    }

    [Fact]
    public async Task A_failing_activity_ends_the_engine_once_the_others_have_finished_and_are_kept()
    {
        var (failed, end) = (new TaskCompletionSource(), new TaskCompletionSource<string>());
        _handler = (input, _) =>
        {
            if (input == "a") return end.Task;
            failed.SetResult();
            throw new IOException("The disk is full.");
        };
        var running = RunAsync(TwoAtOnceAsync);
        await failed.Task;
        Assert.False(running.IsCompleted);
        end.SetResult("A");
        var fault = await Assert.ThrowsAsync<EngineFaultException>(() => running);
        Assert.Equal("The disk is full.", fault.Message);

        _calls.Clear();
        _handler = (input, _) => Task.FromResult(input);
        Assert.Equal(EngineEnd.Finished, await RunAsync(TwoAtOnceAsync));
        Assert.Equal(["b"], _calls);
        Assert.Equal("Ab", _result);
    }

    [Fact]
    public async Task Code_that_takes_other_steps_than_the_journal_tells_is_refused_in_plain_words()
    {
        await RunAsync(WaitingAsync);
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => RunAsync(async (context, _) => await context.CallAsync(s_other, "a")));
        Assert.Contains("Continue the run with the version that began it", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timer_that_is_no_longer_needed_is_not_waited_for()
    {
        async Task Cancelling(IOrchestrationContext context, string input)
        {
            using var stop = new CancellationTokenSource();
            var timer = context.DelayUntilAsync(context.Now.AddDays(1), stop.Token);
            await Task.WhenAny(timer, context.CallAsync(s_echo, "a"));
            Cancel(stop);
            await context.WaitForEventAsync("go");
        }

        var waits = await RunAsync(Cancelling, advance: false);
        Assert.Equal(EngineEnd.Waiting, waits);
    }

    [Fact]
    public async Task Time_in_an_orchestration_stands_still_but_for_what_happens_and_a_timer_rings_no_earlier_than_it_is_due()
    {
        var times = new List<DateTimeOffset>();
        async Task Timed(IOrchestrationContext context, string input)
        {
            times.Add(context.Now);
            await context.DelayUntilAsync(context.Now.AddHours(1), CancellationToken.None);
            times.Add(context.Now);
            await context.WaitForEventAsync("go");
        }

        await RunAsync(Timed);
        Assert.True(times[1] >= times[0].AddHours(1));
        _time.Advance(TimeSpan.FromDays(1));
        await RunAsync(Timed);
        Assert.Equal(times[..2], times[2..]);
    }

    private async Task MixedAsync(IOrchestrationContext context, string input)
    {
        var start = context.Now;
        var both = await Task.WhenAll(context.CallAsync(s_echo, input + "x"), context.CallAsync(s_echo, input + "y"));
        using var stop = new CancellationTokenSource();
        _ = context.DelayUntilAsync(start.AddHours(5), stop.Token);
        await context.DelayUntilAsync(start.AddHours(1), CancellationToken.None);
        var children = await Task.WhenAll(context.CallChildAsync(s_child, "p"), context.CallChildAsync(s_child, "q"));
        Cancel(stop);
        await context.DelayUntilAsync(context.Now.AddMinutes(1), CancellationToken.None);
        var last = "";
        for (var step = 0; step < 3; step++) last = await context.CallAsync(s_echo, last + step);
        _result = string.Join(' ', [.. both, .. children, last]);
    }

    /// <summary>On the orchestration's own thread, which is the only one it may use.</summary>
    private static void Cancel(CancellationTokenSource source) => source.Cancel();

    private async Task TwoInTurnAsync(IOrchestrationContext context, string input) =>
        _result = await context.CallAsync(s_echo, "a") + await context.CallAsync(s_echo, "b");

    private async Task TwoAtOnceAsync(IOrchestrationContext context, string input) =>
        _result = string.Concat(await Task.WhenAll(context.CallAsync(s_echo, "a"), context.CallAsync(s_echo, "b")));

    private async Task WaitingAsync(IOrchestrationContext context, string input)
    {
        await context.CallAsync(s_echo, "a");
        await context.WaitForEventAsync("go");
        _result = "went";
    }

    private async Task<EngineEnd> RunAsync(
        Func<IOrchestrationContext, string, Task> orchestration,
        string? ifWaiting = null,
        bool advance = true,
        CancellationToken stop = default)
    {
        using var journal = Journal.TryOpen(PathOf)!;
        var activities = new ActivityTable()
            .Add(s_echo, (input, cancellation) =>
            {
                _calls.Enqueue(input);
                return _handler(input, cancellation);
            })
            .Add(s_other, (input, _) => Task.FromResult(input));
        var engine = new EmbeddedEngine(journal, activities, _time, _ => { });
        var running = engine.RunAsync(orchestration, "in", OrchestrationJson.Default.String, ifWaiting, stop);
        while (advance && !running.IsCompleted)
        {
            await Task.Yield();
            _time.Advance(TimeSpan.FromMinutes(10));
        }

        return await running;
    }
}
