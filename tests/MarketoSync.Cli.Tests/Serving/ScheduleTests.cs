using MarketoSync.Cli.Serving;
using Microsoft.Extensions.Time.Testing;

namespace MarketoSync.Cli.Tests.Serving;

public sealed class ScheduleTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 22, 21, 50, 30, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(s_start);
    private readonly Queue<DateTimeOffset> _rounds = new();
    private readonly Queue<string> _faults = new();
    private TaskCompletionSource _came = new();

    [Fact]
    public async Task Rounds_come_when_the_schedule_says()
    {
        using var stop = new CancellationTokenSource();
        var running = Start("0 */5 * * * *", _ => Task.CompletedTask, stop.Token);

        await AdvanceAsync(TimeSpan.FromMinutes(4.5));
        await AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal([s_start.AddMinutes(4.5), s_start.AddMinutes(9.5)], _rounds);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_time_months_away_is_waited_for()
    {
        using var stop = new CancellationTokenSource();
        var running = Start("0 0 0 1 6 *", _ => Task.CompletedTask, stop.Token);

        while (_rounds.Count == 0)
        {
            _time.Advance(TimeSpan.FromDays(1));
            await Task.Yield();
        }

        Assert.True(Assert.Single(_rounds) >= new DateTimeOffset(2027, 6, 1, 0, 0, 0, TimeSpan.Zero));
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_round_that_fails_does_not_keep_the_next_from_coming()
    {
        using var stop = new CancellationTokenSource();
        var running = Start("0 * * * * *", _ => throw new IOException("The disk is full."), stop.Token);

        await AdvanceAsync(TimeSpan.FromSeconds(30));
        await AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(2, _rounds.Count);
        await stop.CancelAsync();
        await running;
        Assert.Equal(["The disk is full.", "The disk is full."], _faults);
    }

    [Fact]
    public async Task A_round_that_takes_long_is_not_overtaken_by_the_next()
    {
        using var stop = new CancellationTokenSource();
        var end = new TaskCompletionSource();
        var running = Start("0 * * * * *", _ => end.Task, stop.Token);

        await AdvanceAsync(TimeSpan.FromSeconds(30));
        _time.Advance(TimeSpan.FromMinutes(3.5));
        Assert.Single(_rounds);
        end.SetResult();
        await AdvanceAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(2, _rounds.Count);
        await stop.CancelAsync();
        await running;
    }

    private Task Start(string expression, Func<CancellationToken, Task> round, CancellationToken stop) => new Schedule(
        expression,
        cancellation =>
        {
            _rounds.Enqueue(_time.GetUtcNow());
            _came.SetResult();
            return round(cancellation);
        },
        _time,
        _faults.Enqueue).RunAsync(stop);

    private async Task AdvanceAsync(TimeSpan time)
    {
        _came = new TaskCompletionSource();
        _time.Advance(time);
        await _came.Task;
    }
}
