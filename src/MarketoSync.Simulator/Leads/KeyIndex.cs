namespace MarketoSync.Simulator;

/// <summary>Leads by the key they have in one field. Most keys have one lead, so lists exist only for the shared ones.</summary>
internal sealed class KeyIndex
{
    private readonly Dictionary<ulong, int> single = [];
    private readonly Dictionary<ulong, List<int>> shared = [];

    /// <summary>Keys that several leads have.</summary>
    public int SharedKeys => shared.Count;

    public KeyMatch Find(ulong key) =>
        shared.TryGetValue(key, out var leads) ? new KeyMatch(leads.Count, leads[0])
        : single.TryGetValue(key, out var lead) ? new KeyMatch(1, lead)
        : default;

    public IReadOnlyList<int> All(ulong key) =>
        shared.TryGetValue(key, out var leads) ? leads
        : single.TryGetValue(key, out var lead) ? [lead]
        : [];

    public void Add(ulong key, int lead)
    {
        if (shared.TryGetValue(key, out var leads)) leads.Add(lead);
        else if (single.Remove(key, out var first)) shared.Add(key, [first, lead]);
        else single.Add(key, lead);
    }

    public void Remove(ulong key, int lead)
    {
        if (!shared.TryGetValue(key, out var leads))
        {
            single.Remove(key);
            return;
        }
        leads.Remove(lead);
        if (leads.Count > 1) return;
        shared.Remove(key);
        single.Add(key, leads[0]);
    }

    /// <summary>Removes a lead whose key is not known, which takes a look at every key.</summary>
    public void Remove(int lead)
    {
        foreach (var (key, _) in single.Where(pair => pair.Value == lead).ToList())
            single.Remove(key);
        foreach (var (key, _) in shared.Where(pair => pair.Value.Contains(lead)).ToList())
            Remove(key, lead);
    }
}
