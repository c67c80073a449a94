namespace MarketoSync.Runs;

/// <summary>Does several things one after the other, of which none is to keep another from being done.</summary>
public static class EachPart
{
    /// <param name="failed">What to say where something failed.</param>
    /// <exception cref="AggregateException">Something failed, or several things did; the others are done.</exception>
    public static async Task DoAsync(string failed, IEnumerable<Func<CancellationToken, Task>> parts, CancellationToken cancellation)
    {
        var faults = new List<Exception>();
        foreach (var part in parts)
        {
            try
            {
                await part(cancellation);
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                faults.Add(fault);
            }
        }

        if (faults.Count > 0) throw new AggregateException(failed, faults);
    }
}
