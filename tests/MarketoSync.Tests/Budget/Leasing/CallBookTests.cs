using System.Text.Json;
using FsCheck.Xunit;
using MarketoSync.Budget;
using MarketoSync.Budget.Leasing;

namespace MarketoSync.Tests.Budget.Leasing;

public sealed class CallBookTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(20);
    private static readonly LeaseTerms s_terms = Terms(perWindow: 50, concurrent: 5);

    [Fact]
    public void A_process_is_granted_what_it_asks_for_while_there_is_enough()
    {
        var grant = Ask(CallBook.Empty, "a", wantCalls: 10, wantSlots: 3).GrantFor("a")!;
        Assert.Equal((10, 3, 5, TimeSpan.Zero, null), (grant.Calls, grant.Slots, grant.Share, grant.RetryAfter, grant.SpentUntil));
    }

    [Property(MaxTest = 300)]
    public void Whatever_is_asked_no_more_is_granted_than_the_limits_allow((byte Worker, byte Spend, byte Keep, byte Want, byte Later)[] steps, byte perWindow, byte concurrent)
    {
        var terms = Terms(1 + perWindow % 20, 1 + concurrent % 5);
        var (book, now) = (CallBook.Empty, s_now);
        var held = new Dictionary<string, (int Calls, int Slots, long Sequence, DateTimeOffset HeardAt)>();
        foreach (var (worker, spend, keep, want, later) in steps)
        {
            now += TimeSpan.FromMilliseconds(later * 40);
            var name = $"w{worker % 4}";
            var (calls, slots, sequence, heardAt) = held.GetValueOrDefault(name);

            // One that was believed dead has nothing left of what it held.
            if (heardAt + LeaseTerms.Hearing <= now) (calls, slots) = (0, 0);
            var spent = Math.Min(calls, spend % 4);
            var kept = Math.Min(calls - spent, keep % 8);
            var request = new CallRequest(name, sequence + 1, [.. Enumerable.Repeat(later % 3, spent)], kept, Math.Min(slots, keep % 3), want % 12, want % 6);
            book = book.Ask(request, terms, now);
            var grant = book.GrantFor(name)!;
            held[name] = (kept + grant.Calls, request.HeldSlots + grant.Slots, sequence + 1, now);

            Assert.True(grant.Calls >= 0 && grant.Slots >= 0 && grant.Calls <= request.WantCalls && grant.Slots <= request.WantSlots);
            Assert.True(book.CallsTaken <= terms.Limits.PerWindow);
            Assert.True(book.SlotsTaken <= terms.Limits.Concurrent);
            Assert.True(grant.RetryAfter > TimeSpan.Zero || (grant.Calls == request.WantCalls && grant.Slots == request.WantSlots));
        }
    }

    [Fact]
    public void A_request_that_is_delivered_twice_counts_once()
    {
        var request = new CallRequest("a", 1, [], 0, 0, 10, 5);
        var once = CallBook.Empty.Ask(request, s_terms, s_now);
        Assert.Same(once, once.Ask(request, s_terms, s_now.AddSeconds(1)));
        Assert.Same(once, once.Ask(request with { Sequence = 0 }, s_terms, s_now.AddSeconds(1)));
    }

    [Fact]
    public void A_place_in_the_window_is_free_again_a_window_after_the_call_was_counted()
    {
        var book = Ask(CallBook.Empty, "a", wantCalls: 50, wantSlots: 5);
        var counted = book.Ask(new CallRequest("a", 2, [.. Enumerable.Repeat(500, 50)], 0, 5, 10, 0), s_terms, s_now.AddSeconds(1));
        Assert.Equal(0, counted.GrantFor("a")!.Calls);
        Assert.Equal(s_window - TimeSpan.FromSeconds(0.5), counted.GrantFor("a")!.RetryAfter);
        Assert.Equal(10, Ask(counted, "a", 10, 0, sequence: 3, heldSlots: 5, after: 1 + 20 - 0.5).GrantFor("a")!.Calls);
        Assert.Equal(0, Ask(counted, "a", 10, 0, sequence: 3, heldSlots: 5, after: 1 + 20 - 0.6).GrantFor("a")!.Calls);
    }

    [Fact]
    public void Calls_that_are_given_back_are_to_be_had_at_once_and_not_counted_for_the_day()
    {
        var book = Ask(CallBook.Empty, "a", wantCalls: 50, wantSlots: 5);
        book = book.Ask(new CallRequest("a", 2, [0, 0], 0, 0, 0, 0), s_terms, s_now.AddSeconds(1));
        Assert.Equal((2, 2, 0), (book.CallsTaken, (int)book.Spent, book.SlotsTaken));
        Assert.Equal(48, Ask(book, "b", 50, 5, after: 1).GrantFor("b")!.Calls);
    }

    [Fact]
    public void What_a_process_held_that_fell_silent_is_free_again_once_its_last_call_is_surely_over()
    {
        var book = Ask(CallBook.Empty, "dead", wantCalls: 50, wantSlots: 5);
        var hearing = LeaseTerms.Hearing.TotalSeconds;
        Assert.Equal((0, 0), Granted(hearing - 0.1));

        // The last call may have left just then: it is in the window for so long, and unanswered for even longer.
        Assert.Equal((0, 0), Granted(hearing + 20.9));
        Assert.Equal((10, 0), Granted(hearing + 21.1));
        Assert.Equal((10, 5), Granted(hearing + 120.1));

        (int, int) Granted(double after)
        {
            var grant = Ask(Ask(book, "b", 0, 0, after: after - 0.01), "b", 10, 5, sequence: 2, after: after).GrantFor("b")!;
            return (grant.Calls, grant.Slots);
        }
    }

    [Fact]
    public void Who_comes_second_gets_a_share_as_soon_as_the_first_asks_again()
    {
        var book = Ask(CallBook.Empty, "a", wantCalls: 10, wantSlots: 5);
        book = Ask(book, "b", wantCalls: 10, wantSlots: 5, after: 1);
        Assert.Equal((10, 0, 2), (book.GrantFor("b")!.Calls, book.GrantFor("b")!.Slots, book.GrantFor("b")!.Share));

        book = book.Ask(new CallRequest("a", 2, [], 10, 5, 0, 0), s_terms, s_now.AddSeconds(2));
        Assert.Equal(2, book.GrantFor("a")!.Share);
        book = book.Ask(new CallRequest("a", 3, [], 10, 2, 0, 3), s_terms, s_now.AddSeconds(3));
        Assert.Equal(0, book.GrantFor("a")!.Slots);
        Assert.Equal(2, Ask(book, "b", 0, 5, sequence: 2, heldCalls: 10, after: 4).GrantFor("b")!.Slots);
    }

    [Fact]
    public void Who_has_waited_longer_comes_first()
    {
        var terms = Terms(perWindow: 1, concurrent: 5);
        var book = CallBook.Empty.Ask(new CallRequest("a", 1, [], 0, 0, 1, 1), terms, s_now);
        book = book.Ask(new CallRequest("b", 1, [], 0, 0, 1, 1), terms, s_now.AddSeconds(1));
        book = book.Ask(new CallRequest("c", 1, [], 0, 0, 1, 1), terms, s_now.AddSeconds(2));
        book = book.Ask(new CallRequest("a", 2, [0], 0, 0, 1, 1), terms, s_now.AddSeconds(3));

        var later = s_now.AddSeconds(23.5);
        Assert.Equal(0, book.Ask(new CallRequest("c", 2, [], 0, 1, 1, 0), terms, later).GrantFor("c")!.Calls);
        Assert.Equal(1, book.Ask(new CallRequest("b", 2, [], 0, 1, 1, 0), terms, later).GrantFor("b")!.Calls);
    }

    [Fact]
    public void While_it_is_paused_nothing_is_granted()
    {
        var book = Ask(CallBook.Empty.Pause(TimeSpan.FromSeconds(20), s_now), "a", wantCalls: 10, wantSlots: 5, after: 5);
        Assert.Equal((0, 0, TimeSpan.FromSeconds(15)), (book.GrantFor("a")!.Calls, book.GrantFor("a")!.Slots, book.GrantFor("a")!.PausedFor));
        Assert.Equal(10, Ask(book, "a", 10, 5, sequence: 2, after: 20).GrantFor("a")!.Calls);
    }

    [Fact]
    public void A_shorter_pause_does_not_end_a_longer_one() => Assert.Equal(
        s_now.AddSeconds(20), CallBook.Empty.Pause(TimeSpan.FromSeconds(20), s_now).Pause(TimeSpan.FromSeconds(1), s_now).PausedUntil);

    [Fact]
    public void The_days_share_is_granted_to_the_last_call_and_again_after_midnight_in_chicago()
    {
        var terms = new LeaseTerms(new CallLimits(50, s_window, 5, Daily: 12), TimeSpan.FromSeconds(120));
        var book = CallBook.Empty.Ask(new CallRequest("a", 1, [], 0, 0, 10, 5), terms, s_now);
        book = book.Ask(new CallRequest("a", 2, [.. new int[10]], 0, 5, 10, 0), terms, s_now.AddSeconds(5));
        Assert.Equal(2, book.GrantFor("a")!.Calls);
        book = book.Ask(new CallRequest("a", 3, [0, 0], 0, 5, 10, 0), terms, s_now.AddSeconds(10));
        var grant = book.GrantFor("a")!;
        Assert.Equal((0, QuotaDay.NextTry(s_now.AddSeconds(10))), (grant.Calls, grant.SpentUntil));
        Assert.Equal(10, book.Ask(new CallRequest("a", 4, [], 0, 0, 10, 5), terms, grant.SpentUntil!.Value).GrantFor("a")!.Calls);
    }

    [Fact]
    public void A_full_book_is_kept_in_few_bytes_and_read_back_the_same()
    {
        var terms = Terms(perWindow: 100, concurrent: 10);
        var book = CallBook.Empty;
        for (var worker = 0; worker < 10; worker++)
        {
            book = book.Ask(new CallRequest($"worker-{worker}-0123456789", 1, [], 0, 0, 10, 1), terms, s_now.AddMilliseconds(worker * 137));
            book = book.Ask(new CallRequest($"worker-{worker}-0123456789", 2, [.. Enumerable.Range(0, 10).Select(call => call * 111)], 0, 1, 0, 0), terms, s_now.AddMilliseconds(2000 + worker * 137));
        }

        var kept = JsonSerializer.Serialize(book, LeasingJson.Default.CallBook);
        Assert.InRange(kept.Length, 1_000, 10_000);
        Assert.Equal(kept, JsonSerializer.Serialize(JsonSerializer.Deserialize(kept, LeasingJson.Default.CallBook)!, LeasingJson.Default.CallBook));
    }

    private static LeaseTerms Terms(int perWindow, int concurrent) =>
        new(new CallLimits(perWindow, s_window, concurrent, int.MaxValue), TimeSpan.FromSeconds(120));

    private static CallBook Ask(
        CallBook book, string worker, int wantCalls, int wantSlots, long sequence = 1, int heldCalls = 0, int heldSlots = 0, double after = 0) =>
        book.Ask(new CallRequest(worker, sequence, [], heldCalls, heldSlots, wantCalls, wantSlots), s_terms, s_now.AddSeconds(after));
}
