namespace MarketoSync.Marketo;

/// <summary>
/// A lower bound of Marketo's clock. Each answer's <c>Date</c> was read off that clock before the answer came in,
/// so the clock runs at least so far ahead of ours; the answer that came quickest tells most.
/// </summary>
public sealed class ServerClock
{
    private readonly Lock _lock = new();
    private TimeSpan? _atLeastAhead;

    public void Observe(DateTimeOffset? date, DateTimeOffset receivedAt)
    {
        if (date is not { } shown) return;

        var ahead = shown - receivedAt;
        lock (_lock)
        {
            if (_atLeastAhead is null || ahead > _atLeastAhead) _atLeastAhead = ahead;
        }
    }

    /// <summary>The earliest that Marketo's clock can show at our <paramref name="now"/>, in whole seconds as it writes them.</summary>
    public DateTimeOffset AtLeast(DateTimeOffset now)
    {
        lock (_lock)
        {
            var bound = now + (_atLeastAhead ?? TimeSpan.Zero);
            return new DateTimeOffset(bound.Ticks - bound.Ticks % TimeSpan.TicksPerSecond, bound.Offset);
        }
    }
}
