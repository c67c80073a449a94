using MarketoSync.Batching;
using MarketoSync.Intake;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Recovery;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Commands;

/// <summary>A sync's options, checked.</summary>
public sealed record SyncRequest(Target Target, SyncAction Action, string Key, SourceFormat Format, string? PartitionName, bool StopOnQuota)
{
    /// <exception cref="UsageException">An option does not fit, with what would.</exception>
    public static SyncRequest Check(SyncOptions options)
    {
        if (Target.Find(options.Target) is not { } target)
            throw new UsageException($"--target {options.Target} is not known. Known: {string.Join(", ", Target.All.Select(known => known.Name))}.");
        if (!SyncActions.TryParse(options.Action, out var action))
            throw new UsageException($"--action {options.Action} is not known. Known: {string.Join(", ", SyncActions.All.Select(known => known.Name()))}.");
        if (options.Mode is not ("sync" or "auto"))
            throw new UsageException($"--mode {options.Mode} is not available. Use --mode sync.");
        if (options.OnQuota is not ("wait" or "stop"))
            throw new UsageException($"--on-quota {options.OnQuota} is not known. Known: wait, stop.");

        var key = string.IsNullOrWhiteSpace(options.Key) ? target.DefaultKey : options.Key.Trim();
        if (key == "id" && action != SyncAction.UpdateOnly)
            throw new UsageException("--lookup-field id goes with --action updateOnly only: Marketo gives the ids itself.");
        if (options.PartitionName is not null && action is not (SyncAction.CreateOnly or SyncAction.CreateOrUpdate))
            throw new UsageException("--partition-name goes with --action createOrUpdate and createOnly only.");

        return new SyncRequest(target, action, key, FormatOf(options), options.PartitionName, options.OnQuota == "stop");
    }

    /// <summary>The request of a run that exists, to be continued or taken up again.</summary>
    /// <exception cref="UsageException">It is for another subscription than the one that is set, or for what this version does not know.</exception>
    public static SyncRequest Of(RunDefinition run, MarketoSettings marketo)
    {
        if (run.Subscription != marketo.BaseUrl.Authority)
            throw new UsageException($"Run {run.Run} is for {run.Subscription}, and Marketo__BaseUrl names {marketo.BaseUrl.Authority}. Nothing was sent.");
        if (Target.Find(run.Target) is not { } target || !SyncActions.TryParse(run.Action, out var action))
            throw new UsageException($"Run {run.Run} is for {run.Target} by {run.Action}, which this version does not know.");

        return new SyncRequest(target, action, run.LookupField ?? target.DefaultKey, SourceFormat.Ndjson, run.PartitionName, run.StopOnQuota);
    }

    public BatchLimits Limits(MarketoSettings settings) => new(
        Math.Min(settings.MaxBatchRecords, Target.MaxRecords),
        settings.PlannedBytes,
        new RequestEnvelope(Target, Action, Key, PartitionName).Length);

    public RunInput Input(string run, MarketoSettings settings, TimeSpan firstBackOff) => new(
        run,
        Limits(settings),
        new RecoveryPolicy(Action, settings.SettleFor(Target), settings.MaxAttempts, firstBackOff, StopOnQuota),
        settings.MaxConcurrentCalls);

    private static SourceFormat FormatOf(SyncOptions options)
    {
        if (options.Format is { } given)
        {
            return Enum.TryParse<SourceFormat>(given, ignoreCase: true, out var named) && char.IsAsciiLetter(given[0])
                ? named
                : throw new UsageException($"--format {given} is not known. Known: csv, ndjson, json.");
        }

        return SourceFormats.Guess(options.Source)
            ?? throw new UsageException($"The format of {(options.Source == "-" ? "standard input" : options.Source)} cannot be told by a name. Give --format csv, ndjson or json.");
    }
}
