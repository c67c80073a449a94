using MarketoSync.Telemetry;

namespace MarketoSync.Budget.Leasing;

/// <summary>
/// The budget of one of several processes: it hands out calls that the subscription's <see cref="CallBook"/> granted to it, asks for more
/// before they run out, and gives back what it does not use.
/// </summary>
public sealed class LeasedCallBudget : ICallBudget, IAsyncDisposable
{
    /// <summary>How long calls are kept while nobody wants one.</summary>
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(2);

    /// <summary>How long a process that ends waits for the book to say that it heard: the last of all has nobody left to answer it.</summary>
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);

    /// <summary>Calls at a time that are asked for beyond those that wait: more are about to.</summary>
    private const int Spare = 2;

    private readonly Lock _lock = new();
    private readonly string _worker;
    private readonly LeaseTerms _terms;
    private readonly ICallBook _book;
    private readonly TimeProvider _time;
    private readonly SyncTelemetry _telemetry;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _stop = new();
    private readonly WaitingCallers _waiters;
    private readonly HashSet<Place> _uncounted = [];
    private List<DateTimeOffset> _counted = [];
    private DateTimeOffset _validUntil = DateTimeOffset.UnixEpoch;
    private DateTimeOffset _askAgain;
    private DateTimeOffset _pausedUntil;
    private DateTimeOffset _lastUse = DateTimeOffset.UnixEpoch;
    private DateTimeOffset? _spentUntil;
    private long _sequence;
    private int _calls;
    private int _slots;
    private int _inFlight;
    private int _share = int.MaxValue;
    private bool _isExchanging;

    /// <param name="worker">Tells this process from all others, and from those before it on the same machine.</param>
    public LeasedCallBudget(string worker, LeaseTerms terms, ICallBook book, TimeProvider time, SyncTelemetry? telemetry = null)
    {
        (_worker, _terms, _book, _time, _telemetry) = (worker, terms, book, time, telemetry ?? SyncTelemetry.Shared);
        _waiters = new WaitingCallers(_lock);
        _timer = time.CreateTimer(_ => Serve(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Task<CallPermit> AcquireAsync(CancellationToken cancellation) => _waiters.EnterAsync(Serve, cancellation);

    /// <inheritdoc/>
    /// <remarks>This process pauses at once, the others when they ask for calls the next time.</remarks>
    public void Pause(TimeSpan duration)
    {
        lock (_lock)
        {
            var until = _time.GetUtcNow() + duration;
            if (until > _pausedUntil) _pausedUntil = until;
        }

        _ = TellOfPauseAsync(duration);
    }

    /// <summary>Gives everything back that is not in use.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _stop.CancelAsync();
        CallRequest request;
        lock (_lock)
        {
            _waiters.AnswerAll(caller => caller.TrySetCanceled(CancellationToken.None));
            _isExchanging = true;
            request = Request(_time.GetUtcNow(), isIdle: true);
        }

        if (request.Sequence > 1) await GiveBackAsync(request);

        _stop.Dispose();
    }

    private async Task GiveBackAsync(CallRequest request)
    {
        using var patience = new CancellationTokenSource(s_farewell, _time);
        try
        {
            await _book.AskAsync(request, patience.Token);
        }
        catch (Exception)
        {
            // A process that ends can do no more, whatever keeps it from the book. The book notices by itself, only later.
        }
    }

    private void Serve()
    {
        CallRequest request;
        DateTimeOffset now;
        lock (_lock)
        {
            now = _time.GetUtcNow();
            while (_waiters.Count > 0 && CanHandOut(now)) _waiters.Take().TrySetResult(HandOut(now));

            if (_spentUntil > now && _calls == 0) _waiters.AnswerAll(caller => caller.TrySetResult(CallPermit.Spent(_spentUntil.Value)));
            if (NextExchange(now) is not { } due) return;
            if (due > now)
            {
                _timer.Change(due - now, Timeout.InfiniteTimeSpan);
                return;
            }

            _isExchanging = true;
            request = Request(now, isIdle: _waiters.Count == 0 && _lastUse + s_idle <= now);
        }

        _ = ExchangeAsync(request, now);
    }

    private bool CanHandOut(DateTimeOffset now) =>
        _calls > 0 && _inFlight < Math.Min(_slots, _share) && now < _validUntil && now >= _pausedUntil;

    private CallPermit HandOut(DateTimeOffset now)
    {
        _calls--;
        _inFlight++;
        _lastUse = now;
        var place = new Place();
        _uncounted.Add(place);
        return CallPermit.Granted(() => Sent(place), () => Release(place));
    }

    /// <summary>When the book is to be asked next, or null while it is being asked or there is no need to.</summary>
    private DateTimeOffset? NextExchange(DateTimeOffset now)
    {
        if (_isExchanging) return null;

        var renew = Later(_validUntil - LeaseTerms.Length / 2, Later(_askAgain, now));
        if (_waiters.Count > 0)
        {
            if (_pausedUntil > now) return _pausedUntil;

            // What is above the share is for others, who wait.
            if (_slots > _share && _inFlight < _slots) return Later(_askAgain, now);
            return _calls > 0 && _inFlight >= MostInFlight && now < _validUntil ? renew : Later(_askAgain, now);
        }

        if (_lastUse + s_idle > now)
            return _calls <= LeaseTerms.Block / 2 ? Later(_askAgain, now) : Earlier(renew, _lastUse + s_idle);
        if (_inFlight > 0) return _calls > 0 ? now : renew;
        return _calls > 0 || _slots > 0 ? now : null;
    }

    /// <summary>Calls at a time to ask for at most: with no share it is another's turn, and then this one's again.</summary>
    private int MostInFlight => Math.Min(_terms.Limits.Concurrent, Math.Max(1, _share));

    private CallRequest Request(DateTimeOffset now, bool isIdle)
    {
        foreach (var place in _uncounted.Where(place => place.SentAt + CallLimits.LongestWay <= now).ToList())
            Count(place, place.SentAt!.Value + CallLimits.LongestWay);
        if (isIdle || now >= _validUntil || _share == 0) _calls = 0;
        _slots = isIdle ? _inFlight : Math.Max(_inFlight, Math.Min(_slots, _share));
        var counted = _counted;
        _counted = [];
        return new CallRequest(
            _worker,
            ++_sequence,
            [.. counted.Select(time => (int)Math.Floor((now - time).TotalMilliseconds))],
            _calls + _uncounted.Count,
            _slots,
            isIdle ? 0 : Math.Max(0, LeaseTerms.Block - _calls),
            isIdle ? 0 : Math.Max(0, Math.Min(MostInFlight, _inFlight + _waiters.Count + Spare) - _slots));
    }

    private async Task ExchangeAsync(CallRequest request, DateTimeOffset askedAt)
    {
        try
        {
            var grant = await _book.AskAsync(request, _stop.Token);
            lock (_lock) Take(grant, askedAt);
        }
        catch (Exception fault)
        {
            lock (_lock)
            {
                _isExchanging = false;
                _askAgain = _time.GetUtcNow() + s_idle;

                // What was not told yet is told the next time; the calls it was about are no younger then.
                _counted.AddRange(request.CountedBefore.Select(milliseconds => askedAt - TimeSpan.FromMilliseconds(milliseconds)));

                // That the book cannot be reached is for those to know who want a call.
                _waiters.AnswerAll(caller => caller.TrySetException(fault));
            }
        }

        Serve();
    }

    private void Take(CallGrant grant, DateTimeOffset askedAt)
    {
        _isExchanging = false;
        var now = _time.GetUtcNow();
        _calls += grant.Calls;
        _slots += grant.Slots;
        _share = grant.Share;
        _validUntil = askedAt + LeaseTerms.Length;
        _askAgain = now + grant.RetryAfter;
        if (now + grant.PausedFor > _pausedUntil) _pausedUntil = now + grant.PausedFor;
        _spentUntil = grant.SpentUntil;
        if (grant.Left is { } left) _telemetry.Budget.Left(left);
    }

    private void Sent(Place place)
    {
        lock (_lock) place.SentAt ??= _time.GetUtcNow();
    }

    private void Release(Place place)
    {
        lock (_lock)
        {
            if (place.IsReleased) return;
            place.IsReleased = true;
            _inFlight--;
            if (place.SentAt is null)
            {
                // It was never made, and can be made yet.
                _uncounted.Remove(place);
                _calls++;
            }
            else if (_uncounted.Contains(place))
            {
                var now = _time.GetUtcNow();
                var way = place.SentAt.Value + CallLimits.LongestWay;
                Count(place, way < now ? way : now);
            }
        }

        Serve();
    }

    private void Count(Place place, DateTimeOffset time)
    {
        _uncounted.Remove(place);
        _counted.Add(time);
    }

    private async Task TellOfPauseAsync(TimeSpan duration)
    {
        try
        {
            await _book.PauseAsync(duration, _stop.Token);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The others will be told by Marketo itself.
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>A call on its way: from being handed out until it is known when Marketo has counted it.</summary>
    private sealed class Place
    {
        public DateTimeOffset? SentAt { get; set; }

        public bool IsReleased { get; set; }
    }
}
