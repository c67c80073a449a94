namespace MarketoSync.Embedded;

/// <summary>
/// Runs orchestration code on one thread, and returns when the code waits. The order in which its parts run depends only on the order
/// in which what it waits for completes.
/// </summary>
internal sealed class Pump : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_posted) _posted.Enqueue((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Orchestration code has only one thread.");

    /// <summary>Does <paramref name="first"/> and all that follows from it at once.</summary>
    public void Run(Action first)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            first();
            while (TryTake() is { } next) next.Callback(next.State);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private (SendOrPostCallback Callback, object? State)? TryTake()
    {
        lock (_posted) return _posted.TryDequeue(out var next) ? next : null;
    }
}
