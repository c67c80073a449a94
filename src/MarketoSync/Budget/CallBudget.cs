using MarketoSync.Telemetry;

namespace MarketoSync.Budget;

/// <summary>
/// The budget of one process. The window is exact, not sampled: a call's place in it is given again one window after the call
/// was answered, for then Marketo has surely counted it, however long the network took. A limit that is set right is never
/// overrun, and nothing is lost to rounding.
/// </summary>
public sealed class CallBudget : ICallBudget, IDisposable
{
    /// <summary>
    /// A slow call keeps its place no longer than this after it was sent: a request reaches Marketo long before Marketo is done with it.
    /// </summary>
    private static readonly TimeSpan s_longestWay = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly SyncTelemetry _telemetry;
    private readonly CallLimits _limits;
    private readonly IDailyCalls _daily;
    private readonly PriorityQueue<Place, DateTimeOffset> _places = new();
    private readonly LinkedList<Waiter> _waiters = new();
    private readonly ITimer _timer;
    private DateTimeOffset _pausedUntil;
    private int _inFlight;

    public CallBudget(CallLimits limits, IDailyCalls daily, TimeProvider time, SyncTelemetry? telemetry = null)
    {
        (_limits, _daily, _time, _telemetry) = (limits, daily, time, telemetry ?? SyncTelemetry.Shared);
        for (var place = 0; place < limits.PerWindow; place++) _places.Enqueue(new Place(), DateTimeOffset.MinValue);
        _timer = time.CreateTimer(_ => Serve(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public async Task<CallPermit> AcquireAsync(CancellationToken cancellation)
    {
        var waiter = new Waiter();
        lock (_lock) _waiters.AddLast(waiter.Node);
        Serve();
        await using var registration = cancellation.UnsafeRegister(_ => GiveUp(waiter, cancellation), null);
        return await waiter.Permit.Task;
    }

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
            while (_waiters.First is { } first && _inFlight < _limits.Concurrent && _places.Count > 0)
            {
                if (Earliest() is var earliest && earliest > now)
                {
                    _timer.Change(earliest - now, Timeout.InfiniteTimeSpan);
                    return;
                }

                _waiters.RemoveFirst();
                Serve(first.Value, now);
            }
        }
    }

    private void Serve(Waiter waiter, DateTimeOffset now)
    {
        try
        {
            waiter.Permit.TrySetResult(Grant(now));
        }
        catch (Exception fault)
        {
            // The day's count could not be kept. That is for the one who asked, not for the timer or another who happens to serve.
            waiter.Permit.TrySetException(fault);
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
            _places.Enqueue(place, place.SentAt.Value + s_longestWay + _limits.Window);
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
            if (place.SentAt is not { } sentAt || now - sentAt < s_longestWay)
            {
                _places.Remove(place, out _, out _);
                _places.Enqueue(place, now + _limits.Window);
            }
        }

        Serve();
    }

    private void GiveUp(Waiter waiter, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (waiter.Node.List is null) return;
            _waiters.Remove(waiter.Node);
        }

        waiter.Permit.TrySetCanceled(cancellation);
    }

    /// <summary>A call's place in the window: back in the queue once it is known when it comes free.</summary>
    private sealed class Place
    {
        public DateTimeOffset? SentAt { get; set; }

        public bool IsReleased { get; set; }
    }

    private sealed class Waiter
    {
        public Waiter() => Node = new LinkedListNode<Waiter>(this);

        public LinkedListNode<Waiter> Node { get; }

        public TaskCompletionSource<CallPermit> Permit { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
