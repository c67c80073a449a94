using System.Text.Json.Serialization;

namespace MarketoSync.Budget.Leasing;

/// <summary>
/// Who may make which calls to a subscription: calls are granted to the processes that make them, a few at a time, so that all of them
/// together stay within the rate, the concurrency and the day's share. A pure value: each request gives the next book.
/// </summary>
/// <param name="Borrowers">The processes that were heard of lately.</param>
/// <param name="Window">Calls that Marketo has counted, each until its place in the window is free again.</param>
/// <param name="Orphans">Calls at a time of processes that fell silent, until the last of their calls is surely over.</param>
/// <param name="Day">The quota's day that is counted.</param>
/// <param name="Spent">Calls that were granted on that day.</param>
public sealed record CallBook(
    IReadOnlyList<Borrower> Borrowers,
    IReadOnlyList<BusyUntil> Window,
    IReadOnlyList<BusyUntil> Orphans,
    DateOnly Day,
    long Spent,
    DateTimeOffset PausedUntil)
{
    /// <summary>One that waits asks again within this; who does not, waits no more.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>Where there are more processes than calls at a time, whoever has one gives it up for one that has waited so long.</summary>
    private static readonly TimeSpan s_turn = TimeSpan.FromSeconds(5);

    /// <summary>When to ask again for a call at a time: nobody can know when another process gives one back.</summary>
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(1);

    /// <summary>Times are kept to this, so that a book stays small.</summary>
    private static readonly TimeSpan s_grain = TimeSpan.FromMilliseconds(100);

    public static CallBook Empty { get; } = new([], [], [], default, 0, default);

    /// <summary>Calls that no process may be granted now: granted, or still in Marketo's window.</summary>
    [JsonIgnore]
    public int CallsTaken => Borrowers.Sum(borrower => borrower.Calls) + Window.Sum(busy => busy.Count);

    [JsonIgnore]
    public int SlotsTaken => Borrowers.Sum(borrower => borrower.Slots) + Orphans.Sum(busy => busy.Count);

    public CallGrant? GrantFor(string worker) => Borrowers.FirstOrDefault(borrower => borrower.Worker == worker)?.Grant;

    public CallBook Pause(TimeSpan duration, DateTimeOffset now) =>
        now + duration > PausedUntil ? this with { PausedUntil = now + duration } : this;

    /// <summary>Takes in what a process tells, and grants it what is free. A request that was seen already changes nothing.</summary>
    public CallBook Ask(CallRequest request, LeaseTerms terms, DateTimeOffset now)
    {
        var before = Borrowers.FirstOrDefault(borrower => borrower.Worker == request.Worker);
        if (before?.Grant.Sequence >= request.Sequence) return this;

        var book = Settle(request, before, terms, now);
        var (granted, waits) = book.Grant(request, before?.WaitingSince, terms.Limits, now);
        var borrower = new Borrower(
            request.Worker,
            request.HeldCalls + granted.Calls,
            request.HeldSlots + granted.Slots,
            now,
            waits ? before?.WaitingSince ?? now : null,
            granted);
        return book with { Borrowers = [.. book.Borrowers, borrower], Spent = book.Spent + granted.Calls };
    }

    /// <summary>The book without the process, with what it has spent, and without what is over.</summary>
    private CallBook Settle(CallRequest request, Borrower? before, LeaseTerms terms, DateTimeOffset now)
    {
        var day = QuotaDay.Of(now);
        var givenBack = before is null ? 0 : Math.Max(0, before.Calls - request.CountedBefore.Count - request.HeldCalls);
        var silent = Borrowers.Where(borrower => borrower != before && borrower.HeardAt + LeaseTerms.Hearing <= now).ToList();
        var counted = request.CountedBefore
            .Select(milliseconds => new BusyUntil(now - TimeSpan.FromMilliseconds(milliseconds) + terms.Limits.Window, 1));
        var lost = silent.Select(borrower => new BusyUntil(
            borrower.HeardAt + LeaseTerms.Hearing + CallLimits.LongestWay + terms.Limits.Window, borrower.Calls));
        var orphaned = silent.Select(borrower => new BusyUntil(borrower.HeardAt + LeaseTerms.Hearing + terms.LongestCall, borrower.Slots));
        return this with
        {
            Borrowers = [.. Borrowers.Where(borrower => borrower != before && !silent.Contains(borrower))],
            Window = Merge(Window.Concat(counted).Concat(lost), now),
            Orphans = Merge(Orphans.Concat(orphaned), now),
            Day = day,
            Spent = day == Day ? Math.Max(0, Spent - givenBack) : 0,
        };
    }

    private (CallGrant Grant, bool Waits) Grant(CallRequest request, DateTimeOffset? waitingSince, CallLimits limits, DateTimeOffset now)
    {
        var others = Borrowers.Where(borrower => borrower.HeardAt + s_patience > now).ToList();
        var isAnothersTurn = others.Any(borrower => borrower.WaitingSince is { } since && since + s_turn < now && !(waitingSince <= since));
        var share = Math.Max(1, limits.Concurrent / (1 + others.Count(borrower => borrower.Slots > 0 || borrower.WaitingSince is not null)))
            - (isAnothersTurn ? 1 : 0);
        var pausedFor = PausedUntil > now ? PausedUntil - now : TimeSpan.Zero;
        var left = limits.Daily - Spent;
        var spentUntil = request.WantCalls > 0 && left <= 0 ? QuotaDay.NextTry(now) : (DateTimeOffset?)null;
        if (pausedFor > TimeSpan.Zero || spentUntil is not null)
            return (new CallGrant(request.Sequence, 0, 0, share, spentUntil - now ?? pausedFor, pausedFor, spentUntil, Math.Max(0, left)), false);

        // Who has waited longer comes first: one call for each of them is not to be had.
        var ahead = others.Count(borrower => borrower.WaitingSince is { } since && !(waitingSince <= since));
        var calls = Least(request.WantCalls, limits.PerWindow - CallsTaken - request.HeldCalls - ahead, left);
        var slots = Least(request.WantSlots, limits.Concurrent - SlotsTaken - request.HeldSlots - ahead, share - request.HeldSlots);
        var waits = (calls < request.WantCalls && request.HeldCalls + calls == 0) || (slots < request.WantSlots && request.HeldSlots + slots == 0);
        var retryAfter = RetryAfter(request, calls, slots, now);
        return (new CallGrant(request.Sequence, calls, slots, share, retryAfter, TimeSpan.Zero, null, Math.Max(0, left - calls)), waits);
    }

    private TimeSpan RetryAfter(CallRequest request, int calls, int slots, DateTimeOffset now)
    {
        var forSlots = slots < request.WantSlots ? s_again : TimeSpan.MaxValue;
        var forCalls = calls < request.WantCalls ? UntilFree(request.WantCalls - calls, now) : TimeSpan.MaxValue;
        var soonest = forSlots < forCalls ? forSlots : forCalls;
        return soonest == TimeSpan.MaxValue ? TimeSpan.Zero : soonest;
    }

    /// <summary>How long until so many places are free, or some are and a moment has passed: each exchange has its price.</summary>
    private TimeSpan UntilFree(int places, DateTimeOffset now)
    {
        if (Window.Count == 0) return s_again;

        var all = Window[^1].Time;
        foreach (var busy in Window)
        {
            places -= busy.Count;
            if (places > 0) continue;
            all = busy.Time;
            break;
        }

        var some = Window[0].Time + s_again;
        return (all < some ? all : some) - now;
    }

    private static int Least(int wanted, int free, long most) => (int)Math.Max(0, Math.Min(wanted, Math.Min(free, most)));

    /// <summary>What is not over yet, in order, with times rounded up to the grain.</summary>
    private static List<BusyUntil> Merge(IEnumerable<BusyUntil> busy, DateTimeOffset now) => [.. busy
        .Where(one => one.Count > 0 && one.Time > now)
        .GroupBy(one => RoundUp(one.Time))
        .OrderBy(group => group.Key)
        .Select(group => new BusyUntil(group.Key, group.Sum(one => one.Count)))];

    private static DateTimeOffset RoundUp(DateTimeOffset time)
    {
        var over = time.UtcTicks % s_grain.Ticks;
        return over == 0 ? time : time.AddTicks(s_grain.Ticks - over);
    }
}
