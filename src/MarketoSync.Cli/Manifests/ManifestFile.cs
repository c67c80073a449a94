using System.Globalization;
using MarketoSync.Cli.Commands;
using MarketoSync.Manifests;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Manifests;

/// <summary>The file that <c>sync-all</c> is given. Files that it names are found from its folder.</summary>
internal sealed class ManifestFile(string path)
{
    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";

    /// <summary>The name without its folder, as messages have it.</summary>
    public string Name { get; } = Path.GetFileName(path);

    /// <returns>Its syncs, in the order in which they go.</returns>
    /// <exception cref="UsageException">Says all that is wrong with it. Whether the sources are there is not looked at.</exception>
    public IReadOnlyList<ManifestSync> Read(string id)
    {
        if (!SmallFile.TryRead(path, "manifest", out var json, out var unread)) throw new UsageException($"{path} {unread} Nothing was sent.");
        if (!ManifestReader.TryRead(json, out var entries, out var broken)) throw Wrong([broken]);

        var faults = new List<ManifestFault>();
        var requests = new List<(ManifestEntry Entry, SyncRequest Request)>();
        foreach (var entry in entries)
        {
            if (Check(entry, out var request) is { } fault) faults.Add(fault);
            else requests.Add((entry, request!));
        }

        faults.AddRange(Repeated(requests));
        if (faults.Count > 0) throw Wrong(faults);

        var order = WriteOrder.Of(requests, one => one.Request);
        return
        [
            .. order.Select((one, place) => new ManifestSync(
                ManifestRunId.Of(id, place + 1, order.Count, one.Request.Target),
                one.Entry.Line,
                Path.Combine(_folder, one.Entry.Source),
                one.Request)),
        ];
    }

    public UsageException Wrong(IEnumerable<ManifestFault> faults) => new(string.Join(
        Environment.NewLine, faults.OrderBy(fault => fault.Line).Select(Text)) + " Nothing was sent.");

    /// <summary>To send a file twice in the same way is never meant, and activities would be added twice.</summary>
    private IEnumerable<ManifestFault> Repeated(IEnumerable<(ManifestEntry Entry, SyncRequest Request)> requests) =>
        from one in requests
        group one.Entry by (Path.GetFullPath(Path.Combine(_folder, one.Entry.Source)), one.Request.Format, one.Request.Options()) into same
        from again in same.Skip(1)
        select new ManifestFault(again.Line, $"source {again.Source} is synced in just this way already, on line {same.First().Line}. Remove one of the two.");

    private string Text(ManifestFault fault) => string.Create(CultureInfo.InvariantCulture, $"{Name}, line {fault.Line}: {fault.Text}");

    private ManifestFault? Check(ManifestEntry entry, out SyncRequest? request)
    {
        request = null;
        if (entry.Source == "-") return new(entry.LineOf("source"), "source - is standard input, which can be read only once. Name a file.");

        var options = entry.Options;
        if (entry.MapFile is { } file)
        {
            if (!SmallFile.TryRead(Path.Combine(_folder, file), "mapping", out var map, out var unread))
                return new(entry.LineOf("map"), $"map {file} {unread}");
            options = options with { Map = map };
        }

        if (SyncRequest.TryRead(options, entry.Source, out request, out var fault)) return null;
        return fault.Option == "map" ? new(entry.LineOf("map"), $"map {entry.MapFile}, {fault.Text}") : entry.Fault(fault);
    }
}
