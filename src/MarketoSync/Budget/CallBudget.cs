using MarketoSync.Telemetry;

namespace MarketoSync.Budget;

/// <summary>
/// The budget of one process. The window is exact, not sampled: a call's place in it is given again one window after the call
/// was answered, for then Marketo has surely counted it, however long the network took. A limit that is set right is never
/// overrun, and nothing is lost to rounding.
/// </summary>
public sealed class CallBudget : ICallBudget, IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly SyncTelemetry _telemetry;
    private readonly CallLimits _limits;
    private readonly IDailyCalls _daily;
    private readonly PriorityQueue<Place, DateTimeOffset> _places = new();
    private readonly WaitingCallers _waiters;
    private readonly ITimer _timer;
    private DateTimeOffset _pausedUntil;
    private int _inFlight;

    public CallBudget(CallLimits limits, IDailyCalls daily, TimeProvider time, SyncTelemetry? telemetry = null)
    {
        (_limits, _daily, _time, _telemetry) = (limits, daily, time, telemetry ?? SyncTelemetry.Shared);
        _waiters = new WaitingCallers(_lock);
        for (var place = 0; place < limits.PerWindow; place++) _places.Enqueue(new Place(), DateTimeOffset.MinValue);
        _timer = time.CreateTimer(_ => Serve(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Task<CallPermit> AcquireAsync(CancellationToken cancellation) => _waiters.EnterAsync(Serve, cancellation);

    public void Pause(TimeSpan duration)
    {
        lock (_lock)
        {
            var until = _time.GetUtcNow() + duration;
            if (until > _pausedUntil) _pausedUntil = until;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Serve()
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            while (_waiters.Count > 0 && _inFlight < _limits.Concurrent && _places.Count > 0)
            {
                if (Earliest() is var earliest && earliest > now)
                {
                    _timer.Change(earliest - now, Timeout.InfiniteTimeSpan);
                    return;
                }

                Serve(_waiters.Take(), now);
            }
        }
    }

    private void Serve(TaskCompletionSource<CallPermit> caller, DateTimeOffset now)
    {
        try
        {
            caller.TrySetResult(Grant(now));
        }
        catch (Exception fault)
        {
            // The day's count could not be kept. That is for the one who asked, not for the timer or another who happens to serve.
            caller.TrySetException(fault);
        }
    }

    private DateTimeOffset Earliest()
    {
        _places.TryPeek(out _, out var free);
        return free > _pausedUntil ? free : _pausedUntil;
    }

    private CallPermit Grant(DateTimeOffset now)
    {
        var day = QuotaDay.Of(now);
        var left = _limits.Daily - _daily.Count(day);
        if (left <= 0)
        {
            _telemetry.Budget.Left(0);
            return CallPermit.Spent(QuotaDay.NextTry(now));
        }

        _daily.Add(day);
        _telemetry.Budget.Left(left - 1);
        _inFlight++;
        _places.Dequeue();
        var place = new Place();
        return CallPermit.Granted(() => Sent(place), () => Release(place));
    }

    private void Sent(Place place)
    {
        lock (_lock)
        {
            if (place.IsReleased || place.SentAt is not null) return;
            place.SentAt = _time.GetUtcNow();
            _places.Enqueue(place, place.SentAt.Value + CallLimits.LongestWay + _limits.Window);
        }

        Serve();
    }

    private void Release(Place place)
    {
        lock (_lock)
        {
            if (place.IsReleased) return;
            place.IsReleased = true;
            _inFlight--;
            var now = _time.GetUtcNow();
            if (place.SentAt is not { } sentAt || now - sentAt < CallLimits.LongestWay)
            {
                _places.Remove(place, out _, out _);
                _places.Enqueue(place, now + _limits.Window);
            }
        }

        Serve();
    }

    /// <summary>A call's place in the window: back in the queue once it is known when it comes free.</summary>
    private sealed class Place
    {
        public DateTimeOffset? SentAt { get; set; }

        public bool IsReleased { get; set; }
    }
}
