using MarketoSync.Runs;

namespace MarketoSync.Manifests;

/// <summary>A sync as a manifest asks for it. That its options fit is not checked yet.</summary>
/// <param name="Line">The one-based line on which it begins.</param>
/// <param name="Source">The file of records, as the manifest names it.</param>
/// <param name="Options">With the mapping, if it stands in the manifest itself.</param>
/// <param name="MapFile">The file that holds the mapping, as the manifest names it, or null.</param>
/// <param name="Members">The one-based lines of its members by their names.</param>
/// <param name="Unread">The names of what stands there and could not be read: it is not in the rest.</param>
public sealed record ManifestEntry(
    long Line,
    string Source,
    SyncOptions Options,
    string? MapFile,
    IReadOnlyDictionary<string, long> Members,
    IReadOnlyCollection<string> Unread)
{
    /// <summary>
    /// Options that do not fit, each at the line where it stands or is missing. Where options could not be read, only those that cannot fit
    /// whatever these are.
    /// </summary>
    public IEnumerable<ManifestFault> Faults(IEnumerable<OptionFault> faults)
    {
        var areAllKnown = Unread.All(name => name is "source" or "map");
        return faults.Where(fault => areAllKnown || !fault.IsRelative).Select(Fault);
    }

    /// <summary>The line of a member, or that of the sync if it does not have it.</summary>
    public long LineOf(string member) => Members.GetValueOrDefault(member, Line);

    private ManifestFault Fault(OptionFault fault)
    {
        if (fault.Option == "map" && MapFile is not null) return new(LineOf("map"), $"map {MapFile}, {fault.Text}");

        // What is too much is what stands there last.
        if (fault == OptionFault.TwoKeys)
            return new(Math.Max(LineOf("lookupField"), LineOf("dedupeBy")), $"{fault.Option} {fault.Text}");

        // The two are one option, which is told by the name that stands there.
        var member = fault.Option switch
        {
            "lookupField" when Options.DedupeBy is not null => "dedupeBy",
            "dedupeBy" when Options.LookupField is not null => "lookupField",
            _ => fault.Option,
        };
        return new(LineOf(member), $"{member} {fault.Text}");
    }
}
