using MarketoSync.Runs;

namespace MarketoSync.Manifests;

/// <summary>A sync as a manifest asks for it. That its options fit is not checked yet.</summary>
/// <param name="Line">The one-based line on which it begins.</param>
/// <param name="Source">The file of records, as the manifest names it.</param>
/// <param name="Options">With the mapping, if it stands in the manifest itself.</param>
/// <param name="MapFile">The file that holds the mapping, as the manifest names it, or null.</param>
/// <param name="Members">The one-based lines of its members by their names.</param>
public sealed record ManifestEntry(
    long Line, string Source, SyncOptions Options, string? MapFile, IReadOnlyDictionary<string, long> Members)
{
    /// <summary>An option that does not fit, at the line where it stands or is missing.</summary>
    public ManifestFault Fault(OptionFault fault)
    {
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

    /// <summary>The line of a member, or that of the sync if it does not have it.</summary>
    public long LineOf(string member) => Members.GetValueOrDefault(member, Line);
}
