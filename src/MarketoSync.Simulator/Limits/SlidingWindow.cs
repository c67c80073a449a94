namespace MarketoSync.Simulator;

/// <summary>Arrivals of the past window. An arrival exactly one window old no longer counts.</summary>
internal sealed class SlidingWindow(TimeSpan length)
{
    private readonly Queue<DateTimeOffset> arrivals = new();

    public int CountAt(DateTimeOffset now)
    {
        while (arrivals.TryPeek(out var oldest) && now - oldest >= length)
            arrivals.Dequeue();
        return arrivals.Count;
    }

    /// <returns>The arrivals in the window that ends now, the new one among them.</returns>
    public int Add(DateTimeOffset now)
    {
        arrivals.Enqueue(now);
        return CountAt(now);
    }

    public void Clear() => arrivals.Clear();
}
