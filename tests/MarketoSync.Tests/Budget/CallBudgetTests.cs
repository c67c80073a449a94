using FsCheck.Xunit;
using MarketoSync.Budget;
using Microsoft.Extensions.Time.Testing;

namespace MarketoSync.Tests.Budget;

public sealed class CallBudgetTests
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(1);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero));
    private readonly Granted _granted = new();

    [Property(MaxTest = 150)]
    public async Task No_window_ever_sees_more_calls_than_the_limit_wherever_on_its_way_a_call_is_counted(
        byte perWindow, byte concurrent, ushort[] calls, int seed)
    {
        var (time, granted) = (new FakeTimeProvider(), new Granted());
        var limits = new CallLimits(1 + perWindow % 8, s_window, 1 + concurrent % 4, int.MaxValue);
        using var budget = new CallBudget(limits, granted, time);
        var random = new Random(seed);
        var counted = new List<DateTimeOffset>();
        var waiting = new Queue<(Task<CallPermit> Permit, ushort Call)>(calls.Take(60).Select(call => (Acquire(budget), call)));
        var flying = new List<Flying>();
        var begun = 0;
        while (waiting.Count > 0 || flying.Count > 0)
        {
            var now = time.GetUtcNow();
            for (; begun < granted.Calls; begun++)
            {
                var (permit, call) = waiting.Dequeue();

                // Before it is sent it may wait long for a token.
                var sends = now.AddMilliseconds(call % 7 == 0 ? 30_000 : 0);
                flying.Add(new Flying(await permit, sends, sends.AddMilliseconds(call % 3_000)));
                Assert.True(flying.Count <= limits.Concurrent);
            }

            foreach (var call in flying.Where(call => !call.IsSent && call.Sends <= now))
            {
                call.IsSent = true;
                call.Permit.Sending();

                // Sent, it is counted within a second, and before its answer.
                var way = Math.Min(1_000, (int)(call.Ends - now).TotalMilliseconds);
                counted.Add(now.AddMilliseconds(random.Next(3) switch { 0 => 0, 1 => way, _ => random.Next(way + 1) }));
            }

            foreach (var call in flying.Where(call => call.IsSent && call.Ends <= now).ToList())
            {
                flying.Remove(call);
                call.Permit.Dispose();
            }

            if (begun == granted.Calls) time.Advance(TimeSpan.FromMilliseconds(100));
        }

        counted.Sort();
        for (var last = limits.PerWindow; last < counted.Count; last++)
            Assert.True(counted[last] - counted[last - limits.PerWindow] >= s_window);
    }

    [Fact]
    public async Task Instant_answers_lose_nothing_of_the_limit()
    {
        using var budget = Budget(perWindow: 50, concurrent: 5);
        var calls = Enumerable.Range(0, 300).Select(_ => MakeAsync(budget)).ToList();
        for (var window = 1; window <= 6; window++)
        {
            await Task.WhenAll(calls.Take(50 * window)).WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(50 * window, _granted.Calls);
            _time.Advance(s_window - s_tick);
            Assert.Equal(50 * window, _granted.Calls);
            _time.Advance(s_tick);
        }
    }

    [Fact]
    public async Task A_call_keeps_its_place_until_a_window_after_its_answer()
    {
        using var budget = Budget(perWindow: 1, concurrent: 5);
        var first = await Acquire(budget);
        first.Sending();
        _time.Advance(TimeSpan.FromSeconds(0.5));
        first.Dispose();
        _ = Acquire(budget);
        _time.Advance(s_window - s_tick);
        Assert.Equal(1, _granted.Calls);
        _time.Advance(s_tick);
        Assert.Equal(2, _granted.Calls);
    }

    [Fact]
    public async Task A_slow_call_keeps_its_place_no_longer_than_a_window_and_a_second_after_it_was_sent()
    {
        using var budget = Budget(perWindow: 1, concurrent: 5);
        (await Acquire(budget)).Sending();
        _ = Acquire(budget);
        _time.Advance(s_window + TimeSpan.FromSeconds(1) - s_tick);
        Assert.Equal(1, _granted.Calls);
        _time.Advance(s_tick);
        Assert.Equal(2, _granted.Calls);
    }

    [Fact]
    public async Task A_call_that_is_not_sent_yet_keeps_its_place_however_long_that_takes()
    {
        using var budget = Budget(perWindow: 1, concurrent: 5);
        var first = await Acquire(budget);
        _ = Acquire(budget);
        _time.Advance(10 * s_window);
        Assert.Equal(1, _granted.Calls);
        first.Dispose();
        _time.Advance(s_window);
        Assert.Equal(2, _granted.Calls);
    }

    [Fact]
    public async Task No_more_calls_are_unanswered_at_a_time_than_allowed()
    {
        using var budget = Budget(perWindow: 50, concurrent: 2);
        var permits = Enumerable.Range(0, 4).Select(_ => Acquire(budget)).ToList();
        Assert.Equal(2, _granted.Calls);
        (await permits[0]).Dispose();
        Assert.Equal(3, _granted.Calls);
        (await permits[0]).Dispose();
        Assert.Equal(3, _granted.Calls);
    }

    [Fact]
    public async Task Who_came_first_is_served_first()
    {
        using var budget = Budget(perWindow: 50, concurrent: 1);
        var permits = Enumerable.Range(0, 10).Select(_ => Acquire(budget)).ToList();
        foreach (var permit in permits) (await permit.WaitAsync(TimeSpan.FromSeconds(30))).Dispose();
        Assert.Equal(10, _granted.Calls);
    }

    [Fact]
    public void Nobody_is_served_during_a_pause_and_a_shorter_one_does_not_end_a_longer()
    {
        using var budget = Budget(perWindow: 50, concurrent: 5);
        budget.Pause(TimeSpan.FromSeconds(20));
        budget.Pause(TimeSpan.FromSeconds(1));
        _ = Acquire(budget);
        _time.Advance(TimeSpan.FromSeconds(20) - s_tick);
        Assert.Equal(0, _granted.Calls);
        _time.Advance(s_tick);
        Assert.Equal(1, _granted.Calls);
    }

    [Fact]
    public async Task A_pause_also_holds_those_who_wait_already()
    {
        using var budget = Budget(perWindow: 1, concurrent: 5);
        (await Acquire(budget)).Dispose();
        _ = Acquire(budget);
        _time.Advance(TimeSpan.FromSeconds(10));
        budget.Pause(TimeSpan.FromSeconds(30));
        _time.Advance(TimeSpan.FromSeconds(30) - s_tick);
        Assert.Equal(1, _granted.Calls);
        _time.Advance(s_tick);
        Assert.Equal(2, _granted.Calls);
    }

    [Fact]
    public async Task A_spent_day_gives_no_leave_until_the_next_begins_in_Chicago()
    {
        using var budget = new CallBudget(new CallLimits(50, s_window, 5, 2), new DailyCallsInMemory(), _time);
        (await Acquire(budget)).Dispose();
        (await Acquire(budget)).Dispose();
        var until = new DateTimeOffset(2026, 11, 21, 6, 2, 0, TimeSpan.Zero);
        Assert.Equal(until, (await Acquire(budget)).SpentUntil);
        _time.SetUtcNow(until);
        Assert.Null((await Acquire(budget)).SpentUntil);
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_queue_and_takes_no_call()
    {
        using var budget = Budget(perWindow: 50, concurrent: 1);
        using var cancel = new CancellationTokenSource();
        var first = await Acquire(budget);
        var gone = budget.AcquireAsync(cancel.Token);
        var last = Acquire(budget);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        first.Dispose();
        Assert.Equal(2, _granted.Calls);
        (await last).Dispose();
    }

    [Fact]
    public async Task A_count_that_cannot_be_kept_fails_the_one_who_asked_and_nobody_else()
    {
        using var budget = Budget(perWindow: 1, concurrent: 5);
        (await Acquire(budget)).Dispose();
        var (failed, served) = (Acquire(budget), Acquire(budget));
        _granted.Fails = 1;
        _time.Advance(s_window);
        await Assert.ThrowsAsync<IOException>(() => failed);
        (await served).Dispose();
    }

    private CallBudget Budget(int perWindow, int concurrent) =>
        new(new CallLimits(perWindow, s_window, concurrent, int.MaxValue), _granted, _time);

    private static Task<CallPermit> Acquire(CallBudget budget) => budget.AcquireAsync(CancellationToken.None);

    private static async Task MakeAsync(CallBudget budget)
    {
        using var permit = await Acquire(budget);
        permit.Sending();
    }

    private sealed record Flying(CallPermit Permit, DateTimeOffset Sends, DateTimeOffset Ends)
    {
        public bool IsSent { get; set; }
    }

    /// <summary>Sees each call at the moment it is granted.</summary>
    private sealed class Granted : IDailyCalls
    {
        public int Fails { get; set; }

        public int Calls { get; private set; }

        public long Count(DateOnly day) => 0;

        public void Add(DateOnly day)
        {
            if (Fails-- > 0) throw new IOException("The disk is full.");
            Calls++;
        }
    }
}
