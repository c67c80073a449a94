using MarketoSync.Records;

namespace MarketoSync.Cli.Manifests;

/// <summary>Counts of records by status, as reports have them.</summary>
internal static class Counts
{
    public const string Total = "total";

    public static OrderedDictionary<string, long> None()
    {
        var counts = new OrderedDictionary<string, long> { [Total] = 0 };
        foreach (var status in RecordStatuses.All) counts[status.Name()] = 0;
        return counts;
    }

    public static IReadOnlyDictionary<string, long> Sum(IEnumerable<IReadOnlyDictionary<string, long>> all)
    {
        var sum = None();
        foreach (var (name, count) in all.SelectMany(counts => counts)) sum[name] = sum.GetValueOrDefault(name) + count;
        return sum;
    }
}
