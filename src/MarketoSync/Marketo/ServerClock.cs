namespace MarketoSync.Marketo;

/// <summary>
/// A lower bound of Marketo's clock. Each answer's <c>Date</c> was read off that clock before the answer came in,
/// so the clock runs at least so far ahead of ours; the answer that came quickest tells most.
/// </summary>
public sealed class ServerClock
{
    /// <summary>How far the clocks of Marketo's own servers may lie apart: the one that answers and the one that dates a lead.</summary>
    private static readonly TimeSpan s_apart = TimeSpan.FromSeconds(2);

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
            var bound = now + (_atLeastAhead ?? TimeSpan.Zero) - s_apart;
            return new DateTimeOffset(bound.Ticks - bound.Ticks % TimeSpan.TicksPerSecond, bound.Offset);
        }
    }

    /// <summary>The latest that Marketo's clock can show so long after it showed <paramref name="atLeast"/> or more.</summary>
    public static DateTimeOffset AtMost(DateTimeOffset atLeast, TimeSpan later)
    {
        // A second for what the dates of answers leave out, a second for the whole seconds, and the rest for the way of the quickest answer.
        const int Uncertain = 8;
        return atLeast + later + s_apart + s_apart + TimeSpan.FromSeconds(Uncertain);
    }
}
