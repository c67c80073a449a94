using System.Globalization;
using MarketoSync.Marketo;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Manifests;

/// <summary>Ids of what a manifest begins. Those of its syncs derive from that of the whole, so that who has the one finds the others.</summary>
internal static class ManifestRunId
{
    /// <summary>Leaves room for a sync's place and target.</summary>
    public const int MaxLength = 40;

    public static bool IsValid(string id) => id.Length <= MaxLength && RunId.IsValid(id);

    /// <summary>For instance <c>nightly-1-salespersons</c>. The ids sort as the syncs go.</summary>
    /// <param name="place">The sync's place in the order, from 1.</param>
    /// <param name="count">How many syncs there are.</param>
    public static string Of(string id, int place, int count, Target target)
    {
        var digits = count.ToString(CultureInfo.InvariantCulture).Length;
        var run = $"{id}-{place.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0')}-{target.Name.Replace('/', '-')}";
        return run.Length <= RunId.MaxLength ? run : run[..RunId.MaxLength];
    }
}
