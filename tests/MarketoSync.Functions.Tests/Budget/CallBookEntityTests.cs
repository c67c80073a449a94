using DurableTask.Core;
using MarketoSync.Budget;
using MarketoSync.Functions.Budget;

namespace MarketoSync.Functions.Tests.Budget;

/// <summary>The budget that all workers share, on the entity that keeps it.</summary>
public sealed class CallBookEntityTests
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(1, 5, 3)]
    [InlineData(2, 12, 2)]
    [InlineData(3, 100, 5)]
    public Task Two_workers_together_stay_inside_the_limits(int seed, int perWindow, int concurrent) => OneThread.RunAsync(async () =>
    {
        var limits = new CallLimits(perWindow, s_window, concurrent, int.MaxValue);
        await using var shared = await SharedBudget.StartAsync(limits);
        var random = new Random(seed);
        var waiting = Enumerable.Range(0, 40)
            .Select(_ => (random.Next(2) == 0 ? shared.One : shared.Other).AcquireAsync(CancellationToken.None)).ToList();
        var flying = new List<(CallPermit Permit, DateTimeOffset Ends)>();
        var counted = new List<DateTimeOffset>();
        for (var tick = 0; waiting.Count + flying.Count > 0; tick++)
        {
            Assert.True(tick < 20_000, "A call is never granted.");
            var now = shared.Time.GetUtcNow();
            foreach (var landed in flying.Where(call => call.Ends <= now).ToList())
            {
                flying.Remove(landed);
                landed.Permit.Dispose();
            }

            foreach (var ready in waiting.Where(one => one.IsCompleted).ToList())
            {
                waiting.Remove(ready);
                var permit = await ready;
                permit.Sending();
                var takes = random.Next(4_000);
                counted.Add(now.AddMilliseconds(random.Next(Math.Min(takes, 1_000) + 1)));
                flying.Add((permit, now.AddMilliseconds(takes)));
            }

            Assert.True(flying.Count <= limits.Concurrent);
            await shared.TickAsync();
        }

        counted.Sort();
        for (var last = limits.PerWindow; last < counted.Count; last++)
            Assert.True(counted[last] - counted[last - limits.PerWindow] >= s_window);
        var book = await shared.BookAsync();
        Assert.Equal(40, book.Spent - book.Borrowers.Sum(borrower => borrower.Calls));
    });

    [Fact]
    public Task A_pause_that_one_worker_calls_holds_back_the_other() => OneThread.RunAsync(async () =>
    {
        await using var shared = await StartAsync();
        using (await shared.UntilAsync(shared.One.AcquireAsync(CancellationToken.None))) shared.One.Pause(TimeSpan.FromSeconds(20));

        var (mine, theirs) = (shared.One.AcquireAsync(CancellationToken.None), shared.Other.AcquireAsync(CancellationToken.None));
        await shared.PassAsync(TimeSpan.FromSeconds(19));
        Assert.False(mine.IsCompleted || theirs.IsCompleted);

        (await shared.UntilAsync(mine)).Dispose();
        (await shared.UntilAsync(theirs)).Dispose();
    });

    [Theory]
    [InlineData(5)]
    [InlineData(45)]
    public Task A_grant_is_found_though_the_signal_was_slow(int seconds) => OneThread.RunAsync(async () =>
    {
        await using var shared = await StartAsync();
        var held = new List<TaskMessage>();
        shared.Store.Deliver = signal =>
        {
            held.Add(signal);
            return false;
        };
        var permit = shared.One.AcquireAsync(CancellationToken.None);
        await shared.PassAsync(TimeSpan.FromSeconds(seconds));
        Assert.False(permit.IsCompleted);

        shared.Store.Deliver = _ => true;
        held.ForEach(shared.Store.Send);

        (await shared.UntilAsync(permit)).Dispose();
    });

    [Fact]
    public Task A_signal_that_is_delivered_twice_is_granted_once() => OneThread.RunAsync(async () =>
    {
        await using var shared = await StartAsync();
        var copies = new List<TaskMessage>();
        shared.Store.Deliver = signal =>
        {
            copies.Add(signal);
            return true;
        };
        using var permit = await shared.UntilAsync(shared.One.AcquireAsync(CancellationToken.None));
        var before = await shared.BookAsync();

        shared.Store.Deliver = _ => true;
        copies.ForEach(shared.Store.Send);

        var after = await shared.BookAsync();
        Assert.Equal((before.Spent, before.CallsTaken, before.SlotsTaken), (after.Spent, after.CallsTaken, after.SlotsTaken));
    });

    [Fact]
    public Task An_entity_that_does_not_answer_is_told_to_who_wants_a_call() => OneThread.RunAsync(async () =>
    {
        await using var shared = await StartAsync();
        shared.Store.Deliver = _ => false;
        var permit = shared.One.AcquireAsync(CancellationToken.None);

        await Assert.ThrowsAsync<IOException>(() => shared.UntilAsync(permit));
        shared.Store.Deliver = _ => true;
        (await shared.UntilAsync(shared.One.AcquireAsync(CancellationToken.None))).Dispose();
    });

    [Fact]
    public Task A_worker_that_ends_does_not_wait_long_for_an_entity_that_nobody_runs_any_more() => OneThread.RunAsync(async () =>
    {
        await using var shared = await StartAsync();
        var last = shared.Worker("last");
        (await shared.UntilAsync(last.AcquireAsync(CancellationToken.None))).Dispose();
        shared.Store.Deliver = _ => false;

        var ending = last.DisposeAsync().AsTask();
        await shared.PassAsync(TimeSpan.FromSeconds(3));

        Assert.True(ending.IsCompletedSuccessfully);
    });

    [Fact]
    public void The_entity_is_found_by_the_name_that_it_is_asked_by() =>
        Assert.Equal(CallBookEntity.Name, Assert.Single(Engine.FunctionApp.Entities).Key);

    private static Task<SharedBudget> StartAsync() => SharedBudget.StartAsync(new CallLimits(100, s_window, 5, int.MaxValue));
}
