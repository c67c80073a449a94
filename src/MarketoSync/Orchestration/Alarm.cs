namespace MarketoSync.Orchestration;

/// <summary>One timer that is set anew only when it is to ring at another time: each setting costs history.</summary>
internal sealed class Alarm(IOrchestrationContext context) : IDisposable
{
    private Task? _ring;
    private DateTimeOffset? _due;
    private CancellationTokenSource? _stop;

    /// <returns>The timer, or nothing where there is nothing to wait for.</returns>
    public IEnumerable<Task> Until(DateTimeOffset? due)
    {
        if (_ring is null or { IsCompleted: true } || due != _due)
        {
            Dispose();
            if (due is { } time)
            {
                _stop = new CancellationTokenSource();
                _ring = context.DelayUntilAsync(time, _stop.Token);
                _due = due;
            }
        }

        return _ring is null ? [] : [_ring];
    }

    /// <summary>An orchestration that is over leaves no timer behind.</summary>
    public void Dispose()
    {
        _stop?.Cancel();
        _stop?.Dispose();
        (_ring, _due, _stop) = (null, null, null);
    }
}
