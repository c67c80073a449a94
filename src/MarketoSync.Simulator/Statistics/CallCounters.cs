namespace MarketoSync.Simulator;

/// <summary>Counts calls as they pass.</summary>
internal sealed class CallCounters
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, long> outcomes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> faults = new(StringComparer.Ordinal);
    private long rest;
    private long accepted;
    private long writes;
    private long identity;
    private long requestBytes;
    private long responseBytes;

    /// <returns>The call's number.</returns>
    public long CountRest()
    {
        lock (gate)
            return ++rest;
    }

    public void CountIdentity()
    {
        lock (gate)
            identity++;
    }

    public void CountAccepted(bool write)
    {
        lock (gate)
        {
            accepted++;
            if (write) writes++;
        }
    }

    public void CountRequestBytes(long bytes)
    {
        lock (gate)
            requestBytes += bytes;
    }

    public void CountFault(string name)
    {
        lock (gate)
            faults[name] = faults.GetValueOrDefault(name) + 1;
    }

    public void CountOutcome(string outcome, long bytes)
    {
        lock (gate)
        {
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            responseBytes += bytes;
        }
    }

    public SimulatorStatistics Snapshot(CallLimits limits)
    {
        var (inWindow, offered, inFlight) = limits.Maxima;
        lock (gate)
        {
            return new SimulatorStatistics(
                rest, accepted, rest - accepted, identity, writes, inWindow, offered, inFlight, limits.Usage.Calls, requestBytes, responseBytes,
                new SortedDictionary<string, long>(outcomes, StringComparer.Ordinal),
                new SortedDictionary<string, long>(faults, StringComparer.Ordinal));
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            (rest, accepted, writes, identity, requestBytes, responseBytes) = (0, 0, 0, 0, 0, 0);
            outcomes.Clear();
            faults.Clear();
        }
    }
}
