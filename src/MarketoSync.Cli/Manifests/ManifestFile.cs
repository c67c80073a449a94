using System.Globalization;
using MarketoSync.Cli.Commands;
using MarketoSync.Manifests;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Manifests;

/// <summary>The file that <c>sync-all</c> is given. Files that it names are found from its folder.</summary>
internal sealed class ManifestFile(Terminal terminal, string path)
{
    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";

    /// <summary>The name without its folder, as messages have it.</summary>
    public string Name { get; } = Path.GetFileName(path);

    /// <param name="isNew">Whether nothing was begun by that id, so that all sources must be there. One that was read in may be gone.</param>
    /// <returns>Its syncs, in the order in which they go.</returns>
    /// <exception cref="UsageException">Says all that is wrong with it.</exception>
    public IReadOnlyList<ManifestSync> Read(string id, bool isNew)
    {
        if (!SmallFile.TryRead(path, "manifest", out var json, out var unread)) throw new UsageException($"{path} {unread} Nothing was sent.");

        var (entries, broken) = ManifestReader.Read(json);
        List<ManifestFault> faults = [.. broken];
        var requests = new List<(ManifestEntry Entry, SyncRequest Request)>();
        foreach (var entry in entries)
        {
            if (isNew && Obstacle(entry) is { } obstacle) faults.Add(new(entry.LineOf("source"), obstacle));
            if (Read(entry, faults) is { } request) requests.Add((entry, request));
        }

        faults.AddRange(Repeated(requests));
        if (faults.Count > 0) throw Wrong(faults);

        var order = WriteOrder.Of(requests, one => one.Request);
        return
        [
            .. order.Select((one, place) => new ManifestSync(
                ManifestRunId.Of(id, place + 1, order.Count, one.Request.Target), one.Entry, PathOf(one.Entry), one.Request)),
        ];
    }

    public UsageException Wrong(IEnumerable<ManifestFault> faults) => new(string.Join(
        Environment.NewLine, faults.OrderBy(fault => fault.Line).Select(Text)) + " Nothing was sent.");

    /// <summary>To send a file twice in the same way is never meant, and activities would be added twice.</summary>
    private IEnumerable<ManifestFault> Repeated(IEnumerable<(ManifestEntry Entry, SyncRequest Request)> requests) =>
        from one in requests
        group one.Entry by (Path.GetFullPath(PathOf(one.Entry)), one.Request.Format, one.Request.Options()) into same
        from again in same.Skip(1)
        select new ManifestFault(again.Line, $"source {again.Source} is synced in just this way already, on line {same.First().Line}. Remove one of the two.");

    private string Text(ManifestFault fault) => string.Create(CultureInfo.InvariantCulture, $"{Name}, line {fault.Line}: {fault.Text}");

    private string PathOf(ManifestEntry entry) => Path.Combine(_folder, entry.Source);

    private string? Obstacle(ManifestEntry entry) => IsNamed(entry) ? Source.Obstacle(terminal, PathOf(entry)) : null;

    private static bool IsNamed(ManifestEntry entry) => entry.Source is not ("" or Source.Dash);

    /// <param name="faults">Takes what is wrong with it.</param>
    /// <returns>Null if anything is, or was in reading it.</returns>
    private SyncRequest? Read(ManifestEntry entry, List<ManifestFault> faults)
    {
        var told = faults.Count;
        if (entry.Source == Source.Dash)
            faults.Add(new(entry.LineOf("source"), "source - is standard input, which can be read only once. Name a file."));

        // A name that is still to be given tells the format then, and what could not be read is told already.
        var options = IsNamed(entry) && !entry.Unread.Contains("format") ? entry.Options : entry.Options with { Format = entry.Options.Format ?? "csv" };
        if (entry.MapFile is { } file)
        {
            if (SmallFile.TryRead(Path.Combine(_folder, file), "mapping", out var map, out var unread)) options = options with { Map = map };
            else faults.Add(new(entry.LineOf("map"), $"map {file} {unread}"));
        }

        var (request, wrong) = SyncRequest.Read(options, entry.Source);
        faults.AddRange(entry.Faults(wrong));
        return faults.Count == told && IsNamed(entry) && entry.Unread.Count == 0 ? request : null;
    }
}
