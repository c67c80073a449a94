namespace MarketoSync.Budget;

/// <summary>
/// Leave to make one call. Tell it when the call leaves, and dispose it when the call is answered or given up.
/// </summary>
public sealed class CallPermit : IDisposable
{
    private readonly Action? _sending;
    private readonly Action? _release;

    private CallPermit(Action? sending, Action? release, DateTimeOffset? spentUntil) =>
        (_sending, _release, SpentUntil) = (sending, release, spentUntil);

    /// <summary>Set if there is no leave: the day's share is spent until then.</summary>
    public DateTimeOffset? SpentUntil { get; }

    public static CallPermit Granted(Action sending, Action release) => new(sending, release, null);

    public static CallPermit Spent(DateTimeOffset until) => new(null, null, until);

    /// <summary>The call leaves now: from here on its place in the window is counted.</summary>
    public void Sending() => _sending?.Invoke();

    public void Dispose() => _release?.Invoke();
}
