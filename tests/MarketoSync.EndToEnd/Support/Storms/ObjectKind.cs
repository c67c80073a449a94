using System.Globalization;
using MarketoSync.Records;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd.Support.Storms;

/// <summary>A kind of object that is synced by key and has fields.</summary>
/// <param name="KeyOf">The key of a thing.</param>
/// <param name="Mark">A field that tells afterwards which record wrote an object last.</param>
/// <param name="Bad">A value that Marketo refuses.</param>
internal sealed record ObjectKind(
    string Target, Func<int, (string Field, object? Value)[]> KeyOf, string Mark, (string Field, object? Value) Bad)
{
    private static readonly DateTime s_dawn = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Puts into a simulator what the objects refer to, and what refers to them.</summary>
    public Action<MarketoSimulator> AddLinks { get; init; } = _ => { };

    /// <summary>Whether a thing can exist at all.</summary>
    public Func<int, bool> MayExist { get; init; } = _ => true;

    /// <summary>Fields that every record has to have.</summary>
    public IReadOnlyList<(string Field, object? Value)> Always { get; init; } = [];

    public string? DedupeBy { get; init; }

    public bool IsCsv { get; init; }

    public IEnumerable<Storm> Storms => ((string[])["createOrUpdate", "createOnly", "updateOnly", "delete"])
        .Select(action => new Storm(Target, action, Prepare, DedupeBy is null ? [] : ["--dedupe-by", DedupeBy]) { IsCsv = IsCsv });

    private StormWorld Prepare(MarketoSimulator simulator)
    {
        AddLinks(simulator);
        var before = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var thing = 0; thing < Storm.Records; thing += 3)
        {
            if (!MayExist(thing)) continue;
            simulator.Objects.Add(Target, [.. KeyOf(thing), .. Always]);
            before.Add(Joined(KeyOf(thing)));
        }

        return new StormWorld([.. Enumerable.Range(0, Storm.Records).Select(Record)], before) { FaultsAfter = FaultsAfter };
    }

    private StormRecord Record(int record)
    {
        var key = KeyOf(Storm.ThingOf(record));
        (string Field, object? Value)[] bad = Storm.IsBad(record) ? [Bad] : [];
        return new StormRecord(Joined(key), [.. key, .. Always.Where(field => field.Field != Mark), (Mark, MarkOf(record)), .. bad]);
    }

    /// <summary>Each object holds what the last record wrote that is said to have written it.</summary>
    private IEnumerable<string> FaultsAfter(MarketoSimulator simulator, IReadOnlyList<RecordResult> results)
    {
        var objects = simulator.Objects.All(Target).ToDictionary(
            one => string.Join('|', KeyOf(0).Select(field => Text(one.Values[field.Field]))), StringComparer.OrdinalIgnoreCase);
        foreach (var writes in results.Where(result => result.Status is RecordStatus.Created or RecordStatus.Updated).GroupBy(result => result.Key!))
        {
            var last = writes.MaxBy(result => result.Record)!;
            if (!objects.TryGetValue(writes.Key, out var one))
                yield return $"{writes.Key}: said to be {last.Status}, and not there";
            else if (Text(one.Values.GetValueOrDefault(Mark)) != MarkOf((int)last.Record))
                yield return $"{writes.Key}: record {last.Record} is said to have written it last, and it holds {one.Values.GetValueOrDefault(Mark)}";
        }

        foreach (var result in results.Where(result => result.Status is RecordStatus.Deleted or RecordStatus.Unchanged && objects.ContainsKey(result.Key!)))
            yield return $"{result.Key}: said to be {result.Status}, and still there";
    }

    private string MarkOf(int record) => Mark.EndsWith("Date", StringComparison.Ordinal)
        ? s_dawn.AddSeconds(record).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)
        : $"mark {record}";

    private static string Joined((string Field, object? Value)[] key) => string.Join('|', key.Select(field => Text(field.Value)));

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
