using MarketoSync.Telemetry;

namespace MarketoSync.Budget.Leasing;

/// <summary>
/// The budget of one of several processes: it hands out calls that the subscription's <see cref="CallBook"/> granted to it, asks for more
/// before they run out, and gives back what it does not use.
/// </summary>
public sealed class LeasedCallBudget : ICallBudget, IAsyncDisposable
{
    /// <summary>How long a process that ends waits for the book to say that it heard: the last of all has nobody left to answer it.</summary>
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly ICallBook _book;
    private readonly TimeProvider _time;
    private readonly SyncTelemetry _telemetry;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _stop = new();
    private readonly WaitingCallers _waiters;
    private readonly Lease _lease;
    private bool _isExchanging;

    /// <param name="worker">Tells this process from all others, and from those before it on the same machine.</param>
    public LeasedCallBudget(string worker, LeaseTerms terms, ICallBook book, TimeProvider time, SyncTelemetry? telemetry = null)
    {
        (_book, _time, _telemetry) = (book, time, telemetry ?? SyncTelemetry.Shared);
        _lease = new Lease(worker, terms);
        _waiters = new WaitingCallers(_lock);
        _timer = time.CreateTimer(_ => Serve(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Task<CallPermit> AcquireAsync(CancellationToken cancellation) => _waiters.EnterAsync(Serve, cancellation);

    /// <inheritdoc/>
    /// <remarks>This process pauses at once, the others when they ask for calls the next time.</remarks>
    public void Pause(TimeSpan duration)
    {
        lock (_lock) _lease.Pause(_time.GetUtcNow() + duration);
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
            request = _lease.LastRequest(_time.GetUtcNow());
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
            while (_waiters.Count > 0 && _lease.CanHandOut(now)) _waiters.Take().TrySetResult(PermitFor(_lease.HandOut(now)));

            if (_lease.SpentAt(now) is { } until) _waiters.AnswerAll(caller => caller.TrySetResult(CallPermit.Spent(until)));
            if (_isExchanging || _lease.NextExchange(_waiters.Count, now) is not { } due) return;
            if (due > now)
            {
                _timer.Change(due - now, Timeout.InfiniteTimeSpan);
                return;
            }

            _isExchanging = true;
            request = _lease.Request(_waiters.Count, now);
        }

        _ = ExchangeAsync(request, now);
    }

    private CallPermit PermitFor(LeasedCall call) => CallPermit.Granted(() => Sent(call), () => Release(call));

    private async Task ExchangeAsync(CallRequest request, DateTimeOffset askedAt)
    {
        try
        {
            var grant = await _book.AskAsync(request, _stop.Token);
            lock (_lock)
            {
                _isExchanging = false;
                _lease.Take(grant, askedAt, _time.GetUtcNow());
            }

            if (grant.Left is { } left) _telemetry.Budget.Left(left);
        }
        catch (Exception fault)
        {
            lock (_lock)
            {
                _isExchanging = false;
                _lease.NotHeard(request, askedAt, _time.GetUtcNow());

                // That the book cannot be reached is for those to know who want a call.
                _waiters.AnswerAll(caller => caller.TrySetException(fault));
            }
        }

        Serve();
    }

    private void Sent(LeasedCall call)
    {
        lock (_lock) call.SentAt ??= _time.GetUtcNow();
    }

    private void Release(LeasedCall call)
    {
        lock (_lock)
        {
            if (!_lease.Release(call, _time.GetUtcNow())) return;
        }

        Serve();
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
}
