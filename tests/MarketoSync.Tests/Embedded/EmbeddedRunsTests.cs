using System.Collections.Concurrent;
using MarketoSync.Batching;
using MarketoSync.Embedded;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Recovery;
using MarketoSync.Reports;
using MarketoSync.Runs;
using MarketoSync.Tests.Recovery;
using MarketoSync.Tests.Reports;
using MarketoSync.Tests.Runs;
using Microsoft.Extensions.Time.Testing;

namespace MarketoSync.Tests.Embedded;

public sealed class EmbeddedRunsTests : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly MarketoSettings s_marketo = SettingsReader.TryRead(
        key => key switch
        {
            "Marketo__BaseUrl" => "https://123-abc-456.mktorest.com",
            "Marketo__ClientId" or "Marketo__ClientSecret" => "x",
            _ => null,
        },
        out _)!;

    private readonly string _folder = Directory.CreateTempSubdirectory("runs-").FullName;
    private readonly MemoryRunStore _store = new();
    private readonly FakeTimeProvider _time = new(Cases.Now);
    private readonly ConcurrentQueue<string> _steps = new();
    private readonly ConcurrentQueue<string> _filed = new();
    private readonly ConcurrentQueue<(string Run, RunPhase Phase)> _rested = new();
    private Func<StepInput, Task<BatchOutcome>> _step = _ => Task.FromResult(Cases.Accepted());
    private EmbeddedRuns _runs;

    public EmbeddedRunsTests() => _runs = NewProcess();

    public async ValueTask DisposeAsync()
    {
        await _runs.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_run_goes_from_its_start_to_its_end()
    {
        var input = await DefineAsync("r");
        Assert.Null(await _runs.ActivityAsync("r", None));

        await _runs.StartAsync(input, None);
        await _runs.AtRestAsync("r", None);

        Assert.Equal(RunPhase.Ended, (await _runs.ActivityAsync("r", None))!.Phase);
        Assert.Equal(("r", RunPhase.Ended), Assert.Single(_rested));
    }

    [Fact]
    public async Task Starting_a_run_twice_or_when_it_is_over_changes_nothing()
    {
        var input = await DefineAsync("r");
        var end = Hold();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _runs.StartAsync(input, None)));
        end.SetResult();
        await _runs.AtRestAsync("r", None);
        await _runs.StartAsync(input, None);
        await _runs.AtRestAsync("r", None);

        Assert.Single(_steps);
    }

    [Fact]
    public async Task A_run_that_was_begun_goes_on_in_the_next_process_and_one_that_was_not_does_not()
    {
        await DefineAsync("unbegun");
        await _runs.StopAsync();
        await _runs.StartAsync(await DefineAsync("begun"), None);

        await NextProcessAsync();
        await _runs.TakeUpAsync(None);
        await _runs.AtRestAsync("begun", None);

        Assert.Equal(RunPhase.Ended, (await _runs.ActivityAsync("begun", None))!.Phase);
        Assert.Null(await _runs.ActivityAsync("unbegun", None));
    }

    [Fact]
    public async Task A_stop_lets_the_call_in_flight_finish_and_the_next_process_does_not_repeat_it()
    {
        var end = Hold(out var begun);
        await _runs.StartAsync(await DefineAsync("r"), None);
        await begun;

        var stopping = _runs.StopAsync();
        Assert.False(stopping.IsCompleted);
        end.SetResult();
        await stopping;
        Assert.Empty(_rested);

        await NextProcessAsync();
        await _runs.TakeUpAsync(None);
        await _runs.AtRestAsync("r", None);
        Assert.Equal(RunPhase.Ended, (await _runs.ActivityAsync("r", None))!.Phase);
        Assert.Single(_steps);
    }

    [Fact]
    public async Task What_is_begun_after_a_stop_is_kept_and_goes_on_in_the_next_process()
    {
        await _runs.StopAsync();
        await _runs.StartAsync(await DefineAsync("r"), None);
        await _runs.AtRestAsync("r", None);
        Assert.Empty(_steps);

        await NextProcessAsync();
        await _runs.TakeUpAsync(None);
        await _runs.AtRestAsync("r", None);
        Assert.Equal(RunPhase.Ended, (await _runs.ActivityAsync("r", None))!.Phase);
    }

    [Fact]
    public async Task A_run_that_stopped_waits_for_resume_and_for_nothing_else()
    {
        await StopAsync("r");
        await NextProcessAsync();
        await _runs.TakeUpAsync(None);
        Assert.Equal(RunPhase.Stopped, (await _runs.ActivityAsync("r", None))!.Phase);
        Assert.Single(_steps);

        Assert.True(await _runs.RaiseAsync("r", RunEvents.Resume, None));
        await _runs.AtRestAsync("r", None);

        Assert.Equal(RunPhase.Ended, (await _runs.ActivityAsync("r", None))!.Phase);
        Assert.False(await _runs.RaiseAsync("r", RunEvents.Resume, None));
        Assert.False(await _runs.RaiseAsync("r", RunEvents.Cancel, None));
    }

    [Fact]
    public async Task A_run_that_stopped_was_resumed_and_then_killed_goes_on_by_itself()
    {
        await StopAsync("r");
        await _runs.RaiseAsync("r", RunEvents.Resume, None);
        await _runs.AtRestAsync("r", None);

        // As a kill leaves it just after it was resumed: the report still says stopped.
        await NextProcessAsync();
        var lines = await File.ReadAllLinesAsync(PathOf("r"));
        var resumed = Array.FindIndex(lines, line => line.Contains("\"resume\"", StringComparison.Ordinal));
        await File.WriteAllTextAsync(PathOf("r"), string.Concat(lines[..(resumed + 1)].Select(line => line + "\n")));
        await WriteReportAsync("r", RunState.Stopped);
        await _runs.TakeUpAsync(None);
        await _runs.AtRestAsync("r", None);

        Assert.Equal(RunPhase.Ended, (await _runs.ActivityAsync("r", None))!.Phase);
    }

    [Fact]
    public async Task Resume_does_not_reach_a_run_that_is_under_way()
    {
        var end = Hold(out var begun);
        await _runs.StartAsync(await DefineAsync("r"), None);
        await begun;

        Assert.False(await _runs.RaiseAsync("r", RunEvents.Resume, None));

        end.SetResult();
    }

    [Fact]
    public async Task Cancel_reaches_a_run_that_is_under_way_one_that_stopped_and_one_that_nobody_has()
    {
        await StopAsync("stopped");
        Assert.True(await _runs.RaiseAsync("stopped", RunEvents.Cancel, None));
        await _runs.AtRestAsync("stopped", None);
        Assert.Equal(RunState.Cancelled, (await ReportFile.ReadAsync(_store.Open("stopped"), None))!.State);

        await _runs.StopAsync();
        await _runs.StartAsync(await DefineAsync("left"), None);
        await _runs.AtRestAsync("left", None);
        await NextProcessAsync();
        _step = _ => Task.FromResult(Cases.Lost("503"));
        Assert.True(await _runs.RaiseAsync("left", RunEvents.Cancel, None));
        await _runs.AtRestAsync("left", None);
        Assert.Equal(RunState.Cancelled, (await ReportFile.ReadAsync(_store.Open("left"), None))!.State);

        var end = Hold(out var begun, Cases.Lost("503"));
        await _runs.StartAsync(await DefineAsync("running"), None);
        await begun;
        Assert.True(await _runs.RaiseAsync("running", RunEvents.Cancel, None));
        end.SetResult();
        await _runs.AtRestAsync("running", None);
        Assert.Equal(RunState.Cancelled, (await ReportFile.ReadAsync(_store.Open("running"), None))!.State);
    }

    [Fact]
    public async Task A_run_that_another_process_has_is_left_alone()
    {
        var input = await DefineAsync("r");
        using var held = Journal.TryOpen(PathOf("r"));

        await _runs.StartAsync(input, None);
        await _runs.TakeUpAsync(None);

        Assert.Empty(_steps);
        Assert.False(await _runs.RaiseAsync("r", RunEvents.Cancel, None));
    }

    [Fact]
    public async Task A_run_that_stopped_and_that_another_process_continues_keeps_no_other_from_going_on()
    {
        await StopAsync("a");
        await _runs.StopAsync();
        await _runs.StartAsync(await DefineAsync("b"), None);
        await _runs.AtRestAsync("b", None);

        await NextProcessAsync();
        using var held = Journal.TryOpen(PathOf("a"));
        await _runs.TakeUpAsync(None);
        await _runs.AtRestAsync("b", None);

        Assert.Equal(RunPhase.Ended, (await _runs.ActivityAsync("b", None))!.Phase);
        Assert.False(await _runs.RaiseAsync("a", RunEvents.Resume, None));
    }

    [Fact]
    public async Task A_run_that_stopped_runs_from_the_moment_in_which_it_is_resumed()
    {
        await StopAsync("r");
        var end = Hold();

        Assert.True(await _runs.RaiseAsync("r", RunEvents.Resume, None));

        Assert.Equal(RunPhase.Running, (await _runs.ActivityAsync("r", None))!.Phase);
        end.SetResult();
    }

    [Fact]
    public async Task A_run_for_another_subscription_is_left_alone()
    {
        await StopAsync("r");
        var definition = (await RunDefinitionFile.ReadAsync(_store.Open("r"), None))!;
        await RunDefinitionFile.WriteAsync(_store.Open("r"), definition with { Subscription = "other.mktorest.com" }, None);

        Assert.False(await _runs.RaiseAsync("r", RunEvents.Resume, None));
        await _runs.TakeUpAsync(None);

        Assert.Single(_steps);
    }

    [Fact]
    public async Task A_run_whose_environment_failed_says_why_and_is_resumed_once_that_is_mended()
    {
        _step = _ => throw new IOException("The disk is full.");
        await _runs.StartAsync(await DefineAsync("r"), None);
        await _runs.AtRestAsync("r", None);
        Assert.Equal((RunPhase.Failed, "The disk is full."), ((await _runs.ActivityAsync("r", None))!.Phase, (await _runs.ActivityAsync("r", None))!.Fault));

        _step = _ => Task.FromResult(Cases.Accepted());
        Assert.True(await _runs.RaiseAsync("r", RunEvents.Resume, None));
        await _runs.AtRestAsync("r", None);

        Assert.Equal(RunPhase.Ended, (await _runs.ActivityAsync("r", None))!.Phase);
    }

    [Fact]
    public async Task A_damaged_journal_is_told_and_hinders_no_other_run()
    {
        await _runs.StopAsync();
        foreach (var run in new[] { "a", "b" })
        {
            await _runs.StartAsync(await DefineAsync(run), None);
            await _runs.AtRestAsync(run, None);
        }

        var line = await File.ReadAllTextAsync(PathOf("a"));
        await File.WriteAllTextAsync(PathOf("a"), "damaged\n" + line);

        await NextProcessAsync();
        await _runs.TakeUpAsync(None);
        await _runs.AtRestAsync("b", None);

        Assert.Equal(RunPhase.Ended, (await _runs.ActivityAsync("b", None))!.Phase);
        var activity = (await _runs.ActivityAsync("a", None))!;
        Assert.Equal(RunPhase.Failed, activity.Phase);
        Assert.StartsWith("The run's journal is damaged", activity.Fault, StringComparison.Ordinal);
        Assert.Contains(("a", RunPhase.Failed), _rested);
    }

    [Fact]
    public async Task A_run_of_the_inbox_that_was_cut_off_before_its_file_was_filed_away_still_does_that_and_only_once()
    {
        var input = await DefineAsync("r", isFromInbox: true);
        await _runs.StartAsync(input, None);
        await _runs.AtRestAsync("r", None);
        Assert.Equal(["r"], _filed);
        await NextProcessAsync();
        await _runs.TakeUpAsync(None);
        await _runs.AtRestAsync("r", None);
        Assert.Single(_filed);

        await NextProcessAsync();
        var lines = await File.ReadAllLinesAsync(PathOf("r"));
        await File.WriteAllTextAsync(PathOf("r"), string.Concat(lines[..^1].Select(line => line + "\n")));
        await _runs.TakeUpAsync(None);
        await _runs.AtRestAsync("r", None);

        Assert.Equal(["r", "r"], _filed);
    }

    private async Task StopAsync(string run)
    {
        var before = _step;
        _step = _ => Task.FromResult(Cases.Refused("603"));
        await _runs.StartAsync(await DefineAsync(run), None);
        await _runs.AtRestAsync(run, None);
        Assert.Equal(RunPhase.Stopped, (await _runs.ActivityAsync(run, None))!.Phase);
        _step = before;
    }

    /// <summary>Lets the next steps take until they are told to end.</summary>
    private TaskCompletionSource Hold() => Hold(out _);

    private TaskCompletionSource Hold(out Task begun, BatchOutcome? outcome = null)
    {
        var (begins, ends) = (new TaskCompletionSource(), new TaskCompletionSource());
        begun = begins.Task;
        _step = async _ =>
        {
            begins.TrySetResult();
            await ends.Task;
            return outcome ?? Cases.Accepted();
        };
        return ends;
    }

    private async Task NextProcessAsync()
    {
        await _runs.DisposeAsync();
        _runs = NewProcess();
    }

    private EmbeddedRuns NewProcess() => new(_folder, _store, s_marketo, Activities, _time, (run, activity) => _rested.Enqueue((run, activity.Phase)));

    private ActivityTable Activities() => new ActivityTable()
        .Add(SyncActivities.Plan, (_, _) => Task.FromResult(new PlanOutput(1, 1)))
        .Add(SyncActivities.Cut, (_, _) => Task.FromResult<IReadOnlyList<Batch>>([new Batch("0000", 0, 1, 0, 100)]))
        .Add(SyncActivities.TakeStep, (input, _) =>
        {
            _steps.Enqueue(input.Run);
            return _step(input);
        })
        .Add(SyncActivities.WriteReport, async (request, _) =>
        {
            await WriteReportAsync(request.Run, request.Report.State);
            return true;
        })
        .Add(SyncActivities.FileAway, (run, _) =>
        {
            _filed.Enqueue(run);
            return Task.FromResult(true);
        });

    private Task WriteReportAsync(string run, RunState state) => ReportFile.WriteAsync(_store.Open(run), SampleReports.Of(state, new Dictionary<string, long>()), None);

    private async Task<RunInput> DefineAsync(string run, bool isFromInbox = false)
    {
        Directory.CreateDirectory(Path.Combine(_folder, run));
        var definition = new RunDefinition(
            run, s_marketo.BaseUrl.Authority, "leads", "createOrUpdate", "email", "sync", "people.csv", "csv", _time.GetUtcNow(), 1, 100, 0,
            InboxVersion: isFromInbox ? "1" : null);
        await RunDefinitionFile.WriteAsync(_store.Open(run), definition, None);
        return SyncRequest.Of(definition)!.Input(run, s_marketo) with { IsFromInbox = isFromInbox };
    }

    private string PathOf(string run) => Path.Combine(_folder, run, RunFiles.Journal);
}
