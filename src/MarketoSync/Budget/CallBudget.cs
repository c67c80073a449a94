namespace MarketoSync.Budget;

/// <summary>
/// The budget of one process. The window is exact, not sampled: a call's place in it is given again one window after the call
/// was answered, for then Marketo has surely counted it, however long the network took. A limit that is set right is never
/// overrun, and nothing is lost to rounding.
/// </summary>
public sealed class CallBudget : ICallBudget, IDisposable
{
    /// <summary>
    /// A slow call keeps its place no longer than this behind its start: a request reaches Marketo long before Marketo is done with it.
    /// </summary>
    private static readonly TimeSpan s_longestWay = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly CallLimits _limits;
    private readonly IDailyCalls _daily;
    private readonly PriorityQueue<Place, DateTimeOffset> _places = new();
    private readonly LinkedList<Waiter> _waiters = new();
    private readonly ITimer _timer;
    private DateTimeOffset _pausedUntil;
    private int _inFlight;

    public CallBudget(CallLimits limits, IDailyCalls daily, TimeProvider time)
    {
        (_limits, _daily, _time) = (limits, daily, time);
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
            while (_waiters.First is { } first && _inFlight < _limits.Concurrent)
            {
                if (Earliest() is var earliest && earliest > now)
                {
                    _timer.Change(earliest - now, Timeout.InfiniteTimeSpan);
                    return;
                }

                _waiters.RemoveFirst();
                first.Value.Permit.TrySetResult(Grant(now));
            }
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
        if (_daily.Count(day) >= _limits.Daily) return CallPermit.Spent(QuotaDay.NextTry(now));

        _daily.Add(day);
        _inFlight++;
        var place = _places.Dequeue();
        _places.Enqueue(place, now + s_longestWay + _limits.Window);
        var isHeld = true;
        return CallPermit.Granted(() => Release(place, now, ref isHeld));
    }

    private void Release(Place place, DateTimeOffset grantedAt, ref bool isHeld)
    {
        lock (_lock)
        {
            if (!isHeld) return;
            isHeld = false;
            _inFlight--;
            var now = _time.GetUtcNow();
            if (now - grantedAt < s_longestWay)
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

    private sealed class Place;

    private sealed class Waiter
    {
        public Waiter() => Node = new LinkedListNode<Waiter>(this);

        public LinkedListNode<Waiter> Node { get; }

        public TaskCompletionSource<CallPermit> Permit { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
