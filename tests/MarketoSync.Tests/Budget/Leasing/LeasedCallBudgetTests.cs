using FsCheck.Xunit;
using MarketoSync.Budget;
using MarketoSync.Budget.Leasing;
using MarketoSync.Tests.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace MarketoSync.Tests.Budget.Leasing;

public sealed class LeasedCallBudgetTests
{
    private static readonly CancellationToken s_never = CancellationToken.None;
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(20);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero));

    [Property(MaxTest = 600)]
    public async Task Several_processes_together_stay_inside_the_limits(byte perWindow, byte concurrent, byte workers, ushort[] calls, int seed)
    {
        var time = new FakeTimeProvider();
        var limits = new CallLimits(2 + perWindow % 12, s_window, 1 + concurrent % 5, int.MaxValue);
        var book = new BookInMemory(new LeaseTerms(limits, TimeSpan.FromSeconds(120)), time);
        var random = new Random(seed);
        var budgets = Enumerable.Range(0, 1 + workers % 3).Select(number => new LeasedCallBudget($"w{number}", book.Terms, book, time)).ToList();
        var waiting = calls.Take(40).Select(call => (Permit: budgets[call % budgets.Count].AcquireAsync(s_never), Call: call)).ToList();
        var flying = new List<(CallPermit Permit, DateTimeOffset Ends)>();
        var counted = new List<DateTimeOffset>();
        for (var step = 0; waiting.Count > 0 || flying.Count > 0; step++)
        {
            Assert.True(step < 20_000, "A call is never granted.");
            var now = time.GetUtcNow();
            foreach (var landed in flying.Where(call => call.Ends <= now).ToList())
            {
                flying.Remove(landed);
                landed.Permit.Dispose();
            }

            foreach (var ready in waiting.Where(one => one.Permit.IsCompleted).ToList())
            {
                waiting.Remove(ready);
                var permit = await ready.Permit;
                permit.Sending();
                var takes = ready.Call % 4_000;
                counted.Add(now.AddMilliseconds(random.Next(Math.Min(takes, 1_000) + 1)));
                flying.Add((permit, now.AddMilliseconds(takes)));
            }

            Assert.True(flying.Count <= limits.Concurrent);
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        counted.Sort();
        for (var last = limits.PerWindow; last < counted.Count; last++)
            Assert.True(counted[last] - counted[last - limits.PerWindow] >= s_window);
        foreach (var budget in budgets) await budget.DisposeAsync();
        Assert.Equal(0, book.Book.SlotsTaken);
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(5, 7)]
    [InlineData(1, 2)]
    public async Task No_process_starves_while_others_are_busy(int concurrent, int workers)
    {
        var book = Book(perWindow: 100_000, concurrent);
        var budgets = Enumerable.Range(0, workers).Select(number => new LeasedCallBudget($"w{number}", book.Terms, book, _time)).ToList();
        var waiting = budgets.Select(budget => Enumerable.Range(0, 5).Select(_ => budget.AcquireAsync(s_never)).ToList()).ToList();
        var flying = new List<(CallPermit Permit, DateTimeOffset Ends)>();
        var made = new int[workers];
        // Simulated time can outrun the threads that serve a process. One that starves does so however long it is watched.
        for (var step = 0; step < 600 || (step < 30_000 && made.Any(calls => calls < 4)); step++)
        {
            var now = _time.GetUtcNow();
            foreach (var landed in flying.Where(call => call.Ends <= now).ToList())
            {
                flying.Remove(landed);
                landed.Permit.Dispose();
            }

            for (var worker = 0; worker < workers; worker++)
            {
                foreach (var ready in waiting[worker].Where(permit => permit.IsCompleted).ToList())
                {
                    waiting[worker].Remove(ready);
                    waiting[worker].Add(budgets[worker].AcquireAsync(s_never));
                    var permit = await ready;
                    permit.Sending();
                    flying.Add((permit, now.AddMilliseconds(500)));
                    made[worker]++;
                }
            }

            Assert.True(flying.Count <= concurrent);
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.All(made, calls => Assert.True(calls >= 4, $"Calls made: {string.Join(", ", made)}"));
        foreach (var budget in budgets) await budget.DisposeAsync();
    }

    [Fact]
    public async Task One_exchange_serves_many_calls()
    {
        var book = Book(perWindow: 100, concurrent: 5);
        await using var budget = new LeasedCallBudget("w", book.Terms, book, _time);
        for (var call = 0; call < 100; call++)
        {
            using var permit = await budget.AcquireAsync(s_never);
            permit.Sending();
        }

        Assert.InRange(book.Asked, 10, 25);
    }

    [Fact]
    public async Task What_nobody_wants_is_given_back()
    {
        var book = Book(perWindow: 100, concurrent: 5);
        await using var budget = new LeasedCallBudget("w", book.Terms, book, _time);
        using (var permit = await budget.AcquireAsync(s_never)) permit.Sending();
        Assert.True(book.Book.SlotsTaken > 0);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal((1, 0, 1), (book.Book.CallsTaken, book.Book.SlotsTaken, (int)book.Book.Spent));
    }

    [Fact]
    public async Task A_call_that_is_not_made_costs_nothing()
    {
        var book = Book(perWindow: 100, concurrent: 5);
        await using var budget = new LeasedCallBudget("w", book.Terms, book, _time);
        (await budget.AcquireAsync(s_never)).Dispose();
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal((0, 0), (book.Book.CallsTaken, (int)book.Book.Spent));
    }

    [Fact]
    public async Task A_process_that_ends_gives_back_what_it_has()
    {
        var book = Book(perWindow: 100, concurrent: 5);
        var budget = new LeasedCallBudget("w", book.Terms, book, _time);
        using (var permit = await budget.AcquireAsync(s_never)) permit.Sending();
        await budget.DisposeAsync();
        Assert.Equal((1, 0), (book.Book.CallsTaken, book.Book.SlotsTaken));
    }

    [Fact]
    public async Task A_long_call_keeps_its_turn_and_little_else()
    {
        var book = Book(perWindow: 100, concurrent: 5);
        await using var budget = new LeasedCallBudget("w", book.Terms, book, _time);
        var permit = await budget.AcquireAsync(s_never);
        permit.Sending();
        for (var second = 0; second < 110; second++) _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((0, 1), (book.Book.CallsTaken, book.Book.SlotsTaken));
        permit.Dispose();
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(0, book.Book.SlotsTaken);
    }

    [Fact]
    public async Task A_pause_holds_back_this_process_and_the_others()
    {
        var book = Book(perWindow: 100, concurrent: 5);
        await using var one = new LeasedCallBudget("one", book.Terms, book, _time);
        await using var other = new LeasedCallBudget("other", book.Terms, book, _time);
        using (await one.AcquireAsync(s_never)) one.Pause(TimeSpan.FromSeconds(20));

        var (mine, theirs) = (one.AcquireAsync(s_never), other.AcquireAsync(s_never));
        for (var second = 0; second < 19; second++) _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(mine.IsCompleted || theirs.IsCompleted);
        for (var second = 0; second < 3; second++) _time.Advance(TimeSpan.FromSeconds(1));
        (await mine).Dispose();
        (await theirs).Dispose();
    }

    [Fact]
    public async Task When_the_day_is_spent_each_caller_is_told_until_when()
    {
        var book = new BookInMemory(new LeaseTerms(new CallLimits(100, s_window, 5, Daily: 3), TimeSpan.FromSeconds(120)), _time);
        await using var budget = new LeasedCallBudget("w", book.Terms, book, _time);
        for (var call = 0; call < 3; call++)
        {
            using var permit = await budget.AcquireAsync(s_never);
            Assert.Null(permit.SpentUntil);
            permit.Sending();
        }

        var refused = budget.AcquireAsync(s_never);
        _time.Advance(TimeSpan.FromSeconds(1));
        var until = QuotaDay.NextTry(_time.GetUtcNow());
        Assert.Equal(until, (await refused).SpentUntil);
        var asked = book.Asked;
        Assert.Equal(until, (await budget.AcquireAsync(s_never)).SpentUntil);
        Assert.Equal(asked, book.Asked);

        _time.Advance(until - _time.GetUtcNow());
        using var tomorrow = await budget.AcquireAsync(s_never);
        Assert.Null(tomorrow.SpentUntil);
    }

    [Fact]
    public async Task A_book_that_cannot_be_reached_is_told_to_who_wants_a_call_and_asked_again_for_the_next()
    {
        var book = Book(perWindow: 100, concurrent: 5);
        await using var budget = new LeasedCallBudget("w", book.Terms, book, _time);
        book.Fault = new IOException("The storage is away.");
        await Assert.ThrowsAsync<IOException>(() => budget.AcquireAsync(s_never));
        book.Fault = null;
        var next = budget.AcquireAsync(s_never);
        _time.Advance(TimeSpan.FromSeconds(3));
        (await next).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_call()
    {
        var book = Book(perWindow: 1, concurrent: 5);
        await using var budget = new LeasedCallBudget("w", book.Terms, book, _time);
        (await budget.AcquireAsync(s_never)).Sending();
        using var stop = new CancellationTokenSource();
        var waiting = budget.AcquireAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task What_is_left_of_the_day_is_told_with_each_grant()
    {
        using var told = new Recorder();
        var book = Book(perWindow: 100, concurrent: 5, daily: 12);
        await using (var budget = new LeasedCallBudget("w", book.Terms, book, _time, told.Telemetry))
        {
            for (var call = 0; call < 12; call++)
            {
                using var permit = await budget.AcquireAsync(s_never);
                permit.Sending();
            }
        }

        var left = told.Of("marketosync.quota.left").Select(measured => measured.Value).ToList();
        Assert.Equal((2, 0), (left[0], left[^1]));
    }

    private BookInMemory Book(int perWindow, int concurrent, int daily = int.MaxValue) =>
        new(new LeaseTerms(new CallLimits(perWindow, s_window, concurrent, daily), TimeSpan.FromSeconds(120)), _time);

    private sealed class BookInMemory(LeaseTerms terms, TimeProvider time) : ICallBook
    {
        public LeaseTerms Terms => terms;

        public CallBook Book { get; private set; } = CallBook.Empty;

        public int Asked { get; private set; }

        public Exception? Fault { get; set; }

        public Task<CallGrant> AskAsync(CallRequest request, CancellationToken cancellation)
        {
            lock (this)
            {
                Asked++;
                if (Fault is not null) return Task.FromException<CallGrant>(Fault);
                Book = Book.Ask(request, terms, time.GetUtcNow());
                return Task.FromResult(Book.GrantFor(request.Worker)!);
            }
        }

        public Task PauseAsync(TimeSpan duration, CancellationToken cancellation)
        {
            lock (this) Book = Book.Pause(duration, time.GetUtcNow());
            return Task.CompletedTask;
        }
    }
}
