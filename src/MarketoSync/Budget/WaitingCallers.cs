namespace MarketoSync.Budget;

/// <summary>
/// Those who wait for leave to make a call, first come, first served. But for <see cref="EnterAsync"/> and what is awaited, its members are
/// called under the lock that it was made with.
/// </summary>
internal sealed class WaitingCallers(Lock turn)
{
    private readonly LinkedList<TaskCompletionSource<CallPermit>> _callers = new();

    public int Count => _callers.Count;

    /// <param name="serve">Called once the caller waits: it may be served at once.</param>
    public async Task<CallPermit> EnterAsync(Action serve, CancellationToken cancellation)
    {
        var caller = new LinkedListNode<TaskCompletionSource<CallPermit>>(new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (turn) _callers.AddLast(caller);
        serve();
        await using var registration = cancellation.UnsafeRegister(_ => Leave(caller, cancellation), null);
        return await caller.Value.Task;
    }

    /// <summary>Takes the first out of the queue: it must be answered.</summary>
    public TaskCompletionSource<CallPermit> Take()
    {
        var first = _callers.First!.Value;
        _callers.RemoveFirst();
        return first;
    }

    /// <summary>Gives all who wait the same answer.</summary>
    public void AnswerAll(Action<TaskCompletionSource<CallPermit>> answer)
    {
        foreach (var caller in _callers) answer(caller);
        _callers.Clear();
    }

    private void Leave(LinkedListNode<TaskCompletionSource<CallPermit>> caller, CancellationToken cancellation)
    {
        lock (turn)
        {
            if (caller.List is null) return;
            _callers.Remove(caller);
        }

        caller.Value.TrySetCanceled(cancellation);
    }
}
