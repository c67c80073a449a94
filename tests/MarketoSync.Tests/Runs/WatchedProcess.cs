namespace MarketoSync.Tests.Runs;

/// <summary>A process all of whose calls of ports are counted, and one of which goes wrong.</summary>
/// <param name="at">Which one: 1 is the first. 0: none.</param>
/// <param name="meanwhile">What the world does while the process is held up.</param>
internal sealed class WatchedProcess(int at = 0, Mishap mishap = default, Action? meanwhile = null)
{
    private int _calls;

    /// <summary>The call that went wrong, if it came to that.</summary>
    public string? Hit { get; private set; }

    public bool IsDead { get; private set; }

    public T Watch<T>(T port) where T : class => CallProxy<T>.Of(port, this);

    public object? Call(string name, Func<object?> call)
    {
        if (IsDead) throw new ProcessDiedException();
        if (Interlocked.Increment(ref _calls) != at) return call();

        Hit = name;
        if (mishap is Mishap.FailsBefore or Mishap.DiesBefore) Fail();
        if (mishap is Mishap.HeldUpBefore) meanwhile!();
        var result = call();
        if (mishap is Mishap.FailsAfter or Mishap.DiesAfter) Fail();
        if (mishap is Mishap.HeldUpAfter) meanwhile!();
        return result;
    }

    private void Fail()
    {
        IsDead = mishap is Mishap.DiesBefore or Mishap.DiesAfter;
        throw IsDead ? new ProcessDiedException() : new IOException("The network is down.");
    }
}
