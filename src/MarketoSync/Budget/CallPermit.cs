namespace MarketoSync.Budget;

/// <summary>Leave to make one call. Dispose it when the call is answered or given up.</summary>
public sealed class CallPermit : IDisposable
{
    private readonly Action? _release;

    private CallPermit(Action? release, DateTimeOffset? spentUntil)
    {
        _release = release;
        SpentUntil = spentUntil;
    }

    /// <summary>Set if there is no leave: the day's share is spent until then.</summary>
    public DateTimeOffset? SpentUntil { get; }

    public static CallPermit Granted(Action release) => new(release, null);

    public static CallPermit Spent(DateTimeOffset until) => new(null, until);

    public void Dispose() => _release?.Invoke();
}
