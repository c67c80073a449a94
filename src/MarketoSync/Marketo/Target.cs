namespace MarketoSync.Marketo;

/// <summary>What Marketo object is written, and by which endpoint.</summary>
/// <param name="Path">The endpoint that writes, and with the method GET reads, below the base URL.</param>
/// <param name="MaxRecords">Records that a call may hold.</param>
/// <param name="ServerTimeout">How long Marketo itself works on a call before it gives up.</param>
/// <param name="KeyParameter">What the request calls the choice of key: <c>lookupField</c> or <c>dedupeBy</c>.</param>
public sealed record Target(string Name, string Path, int MaxRecords, TimeSpan ServerTimeout, string KeyParameter, string DefaultKey)
{
    /// <summary>Sync Leads: 300 records, 90 seconds (developer documentation, leads.md).</summary>
    public static Target Leads { get; } = new("leads", "rest/v1/leads.json", 300, TimeSpan.FromSeconds(90), "lookupField", "email");

    public static IReadOnlyList<Target> All { get; } = [Leads];

    public static Target? Find(string name) =>
        All.FirstOrDefault(target => string.Equals(target.Name, name, StringComparison.OrdinalIgnoreCase));
}
