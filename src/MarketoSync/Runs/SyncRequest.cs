using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MarketoSync.Batching;
using MarketoSync.Intake;
using MarketoSync.Mapping;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Recovery;

namespace MarketoSync.Runs;

/// <summary>A sync's options, checked.</summary>
/// <param name="Map">What the fields of the source become, or null where they are sent as they are.</param>
public sealed record SyncRequest(
    Target Target, SyncAction Action, string Key, SourceFormat Format, string? PartitionName, bool StopOnQuota, FieldMapping? Map = null)
{
    /// <param name="source">The source's name, which may tell its format.</param>
    public static bool TryRead(
        SyncOptions options, string source, [NotNullWhen(true)] out SyncRequest? request, [NotNullWhen(false)] out OptionFault? fault)
    {
        (request, fault) = Read(options, source);
        return fault is null;
    }

    /// <summary>The request of a run that exists, to be continued or taken up again; null if it is for what this version does not know.</summary>
    public static SyncRequest? Of(RunDefinition run) =>
        Target.Find(run.Target) is { } target && SyncActions.TryParse(run.Action, out var action)
            ? new SyncRequest(target, action, run.LookupField ?? target.DefaultKey, SourceFormat.Ndjson, run.PartitionName, run.StopOnQuota, run.Map)
            : null;

    public BatchLimits Limits(MarketoSettings settings) => new(
        Math.Min(settings.MaxBatchRecords, Target.MaxRecords),
        settings.PlannedBytes,
        new RequestEnvelope(Target, Action, Key, PartitionName).Length);

    public RunInput Input(string run, MarketoSettings settings) => new(
        run,
        Limits(settings),
        new RecoveryPolicy(Action, settings.SettleFor(Target), settings.MaxAttempts, settings.FirstBackOff, StopOnQuota),
        settings.MaxConcurrentCalls);

    private static (SyncRequest?, OptionFault?) Read(SyncOptions options, string source)
    {
        var asked = options.Target ?? Target.Leads.Name;
        if (Target.Find(asked) is not { } target)
            return Fault("target", $"{asked} is not known. Known: {string.Join(", ", Target.All.Select(known => known.Name))}.");
        var action = SyncAction.CreateOrUpdate;
        if (options.Action is { } named && !SyncActions.TryParse(named, out action))
            return Fault("action", $"{named} is not known. Known: {string.Join(", ", SyncActions.All.Select(known => known.Name()))}.");
        if (options.Mode is not (null or "sync" or "auto"))
            return Fault("mode", $"{options.Mode} is not available. Use sync.");
        if (options.OnQuota is not (null or "wait" or "stop"))
            return Fault("onQuota", $"{options.OnQuota} is not known. Known: wait, stop.");

        var key = string.IsNullOrWhiteSpace(options.Key) ? target.DefaultKey : options.Key.Trim();
        if (key == "id" && action != SyncAction.UpdateOnly)
            return Fault("lookupField", "id goes with the action updateOnly only: Marketo gives the ids itself.");
        if (options.PartitionName is not null && action is not (SyncAction.CreateOnly or SyncAction.CreateOrUpdate))
            return Fault("partitionName", "goes with the actions createOrUpdate and createOnly only.");
        if (options.Format is { } given && SourceFormats.Find(given) is null)
            return Fault("format", $"{given} is not known. Known: csv, ndjson, json.");
        if ((options.Format is { } word ? SourceFormats.Find(word) : SourceFormats.Guess(source)) is not { } format)
            return Fault("format", $"cannot be told by the name of {(source == "-" ? "standard input" : source)}. Give csv, ndjson or json.");

        FieldMapping? map = null;
        if (options.Map is { } text && !FieldMapping.TryRead(text, out map, out var wrong))
            return Fault("map", string.Create(CultureInfo.InvariantCulture, $"line {wrong.Line}: {wrong.Text}"));

        return (new SyncRequest(target, action, key, format, options.PartitionName, options.OnQuota == "stop", map), null);
    }

    private static (SyncRequest?, OptionFault?) Fault(string option, string text) => (null, new OptionFault(option, text));
}
