using System.Text.Encodings.Web;
using System.Text.Json;
using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Manifests;

/// <summary>What became of a manifest as a whole.</summary>
/// <param name="Syncs">In the order in which they go.</param>
internal sealed record ManifestSummary(string Run, IReadOnlyList<SyncOutcome> Syncs)
{
    private static readonly JsonWriterOptions s_readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The records of all syncs of which it is known what became of theirs.</summary>
    public IReadOnlyDictionary<string, long> Records { get; } =
        Counts.Sum(Syncs.Select(sync => sync.Records).OfType<IReadOnlyDictionary<string, long>>());

    public long Calls { get; } = Syncs.Sum(sync => sync.Report?.Calls.Total ?? 0);

    /// <summary>The worst of the syncs' own.</summary>
    public int Exit =>
        Any(SyncOutcome.Interrupted) ? ExitCode.Interrupted
        : Any(SyncOutcome.Stopped) ? ExitCode.Stopped
        : Any(SyncOutcome.NotBegun) ? ExitCode.Interrupted
        : Syncs.Max(sync => ExitCode.Of(sync.Report!));

    public string State => Exit switch
    {
        ExitCode.Interrupted => SyncOutcome.Interrupted,
        ExitCode.Stopped => SyncOutcome.Stopped,
        _ => RunState.Completed.ToString().ToLowerInvariant(),
    };

    /// <summary>UTF-8, indented, without a new line at its end.</summary>
    public byte[] Json()
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, s_readable))
        {
            json.WriteStartObject();
            json.WriteString("run", Run);
            json.WriteString("state", State);
            json.WriteStartArray("syncs");
            foreach (var sync in Syncs) Write(json, sync);
            json.WriteEndArray();
            Write(json, Records);
            json.WriteStartObject("calls");
            json.WriteNumber("total", Calls);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return text.ToArray();
    }

    private static void Write(Utf8JsonWriter json, SyncOutcome sync)
    {
        if (sync.Report is { } report)
        {
            // Not as it stands in its file, which would break the lines up otherwise.
            using var content = JsonDocument.Parse(ReportFile.Content(report));
            content.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        json.WriteString("run", sync.Run.Run);
        json.WriteString("target", sync.Run.Target);
        json.WriteString("action", sync.Run.Action);
        json.WriteString("mode", sync.Run.Mode);
        json.WriteString("state", sync.State);
        if (sync.Records is { } records) Write(json, records);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyDictionary<string, long> records)
    {
        json.WriteStartObject("records");
        foreach (var (name, count) in records) json.WriteNumber(name, count);
        json.WriteEndObject();
    }

    private bool Any(string state) => Syncs.Any(sync => sync.State == state);
}
