using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MarketoSync.Batching;
using MarketoSync.Importing;
using MarketoSync.Intake;
using MarketoSync.Mapping;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Preflight;
using MarketoSync.Recovery;

namespace MarketoSync.Runs;

/// <summary>A sync's options, checked.</summary>
/// <param name="Key">The choice of key, as Marketo's request names it, where it names one.</param>
/// <param name="KeyFields">The fields whose values are a record's key. Empty if only Marketo's description of the object tells them.</param>
/// <param name="Map">What the fields of the source become, or null where they are sent as they are.</param>
/// <param name="Tolerance">How many records may be refused before the run stops, if it matters.</param>
/// <param name="Preflight">What is done about records that Marketo's own description speaks against.</param>
public sealed record SyncRequest(
    Target Target,
    Operation Operation,
    string? Key,
    IReadOnlyList<string> KeyFields,
    SourceFormat Format,
    string? PartitionName = null,
    bool StopOnQuota = false,
    string? MemberStatus = null,
    FieldMapping? Map = null,
    SyncMode Mode = SyncMode.Sync,
    PreflightMode Preflight = PreflightMode.Warn,
    Tolerance? Tolerance = null)
{
    /// <summary>Records that a file may hold. What is kept of a file grows with them.</summary>
    private const int MostRows = 300_000;

    /// <summary>Half of Marketo's queue, which colleagues and other integrations use as well; more than two never run at a time.</summary>
    private const int MostImports = 5;

    /// <summary>How files are taken, if the run goes by files.</summary>
    public BulkImport? Import => Mode == SyncMode.Bulk ? Target.Import : null;

    /// <summary>The fields by which records wait for each other: none where each is an event of its own.</summary>
    public IReadOnlyList<string> OrderFields => Operation.Replay == Replay.Never ? [] : KeyFields;

    /// <summary>The same in the words that it can be asked for with, whatever the format and the source.</summary>
    public SyncOptions Options() => new(
        Target.Name,
        Operation.Action.Name(),
        Target.DedupeFields.Count == 0 && KeyFields.Count > 0 && !KeyFields.Contains(Target.IdField) ? string.Join(',', KeyFields) : Key,
        Mode: Mode == SyncMode.Sync ? null : Mode.Name(),
        PartitionName: PartitionName,
        OnQuota: StopOnQuota ? "stop" : null,
        MemberStatus: MemberStatus,
        Map: Map?.Text,
        Preflight: Preflight == PreflightMode.Warn ? null : Preflight.Name(),
        MaxRefused: Tolerance?.Text());

    /// <summary>
    /// Whether a run of this request is what another asks for. That one may leave it open what tells records apart, and how they go.
    /// </summary>
    public bool Answers(SyncRequest asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var decided = asked with
        {
            KeyFields = asked.KeyFields.Count == 0 ? KeyFields : asked.KeyFields,
            Mode = asked.Mode == SyncMode.Auto ? Mode : asked.Mode,
        };
        return Options() == decided.Options();
    }

    /// <param name="source">The source's name, which may tell its format.</param>
    public static bool TryRead(
        SyncOptions options, string source, [NotNullWhen(true)] out SyncRequest? request, [NotNullWhen(false)] out OptionFault? fault)
    {
        (request, fault) = Read(options, source);
        return fault is null;
    }

    /// <summary>The request of a run that exists, to be continued or taken up again; null if it is for what this version does not know.</summary>
    public static SyncRequest? Of(RunDefinition run) =>
        Target.Find(run.Target) is { } target && SyncActions.TryParse(run.Action, out var action) && target.By(action) is { } operation
            ? new SyncRequest(
                target, operation, run.LookupField, run.Keys(), SourceFormat.Ndjson, run.PartitionName, run.StopOnQuota, run.MemberStatus, run.Map,
                SyncModes.Find(run.Mode) ?? SyncMode.Sync, PreflightModes.Find(run.Preflight) ?? PreflightMode.Warn,
                run.MaxRefused is { } most && Tolerance.TryRead(most, out var tolerance) ? tolerance : null)
            : null;

    public RequestEnvelope Envelope() => new(Operation, Key, PartitionName, MemberStatus);

    public BatchLimits Limits(MarketoSettings settings) => Mode == SyncMode.Sync
        ? new(Math.Min(settings.MaxBatchRecords, Operation.MaxRecords), settings.PlannedBytes, Envelope().Length)
        : new(MostRows, settings.PlannedImportBytes, ImportUpload.EnvelopeBytes);

    public RunInput Input(string run, MarketoSettings settings) => new(
        run,
        Limits(settings),
        new RecoveryPolicy(
            Operation.Action, Import is { } import ? settings.Settle ?? import.Settle : settings.SettleFor(Operation), settings.MaxAttempts, settings.FirstBackOff, StopOnQuota,
            Operation.Replay == Replay.Never, settings.FirstPoll,
            CanProve: Import is null && Target.ReadBack is not null && Operation.Action is SyncAction.CreateOrUpdate or SyncAction.UpdateOnly,
            MostBreakdowns: Import is null ? 0 : AfterImport.AttemptsOfFile),
        settings.MaxConcurrentCalls,
        MostImports: Import is null ? 0 : MostImports,
        LooksAtUsage: settings.QuotaReserve > 0,
        LooksIfLarge: true,
        Tolerance: Tolerance,
        FinishesImports: Import is not null,
        HearsCancelAtOnce: true);

    private static (SyncRequest?, OptionFault?) Read(SyncOptions options, string source)
    {
        var asked = options.Target ?? Target.Leads.Name;
        if (Target.Find(asked) is not { } target)
            return Fault("target", $"{asked} is not known. Known: {string.Join(", ", Target.Patterns)}.");
        if (Find(target, options.Action) is not { } operation)
            return Fault("action", $"{options.Action} is not known for {target.Name}. Known: {string.Join(", ", target.Operations.Select(known => known.Action.Name()))}.");
        if (SyncModes.Find(options.Mode) is not { } mode)
            return Fault("mode", $"{options.Mode} is not known. Known: sync, bulk, auto.");
        if (options.OnQuota is not (null or "wait" or "stop"))
            return Fault("onQuota", $"{options.OnQuota} is not known. Known: wait, stop.");

        if (mode == SyncMode.Bulk && ModeChoice.Obstacle(target, operation, options.Key?.Trim()) is { } obstacle)
            return Fault("mode", $"bulk cannot be used. {obstacle}");

        var key = KeyChoice.Of(target, operation, options.Key, mode == SyncMode.Bulk ? target.Import : null);
        if (key.Fault is { } wrong)
            return Fault(target.Name == Target.Leads.Name ? "lookupField" : "dedupeBy", wrong);
        if (options.PartitionName is not null && !operation.TakesPartition)
            return Fault("partitionName", "goes with leads and the actions createOrUpdate and createOnly only.");
        if (options.PartitionName is not null && string.IsNullOrWhiteSpace(options.PartitionName))
            return Fault("partitionName", "is empty. Name a partition, or leave the option out.");
        if (operation.TakesMemberStatus && string.IsNullOrWhiteSpace(options.MemberStatus))
            return Fault("memberStatus", "is missing. Name the status that the members are to have in the program.");
        if (options.MemberStatus is not null && !operation.TakesMemberStatus)
            return Fault("memberStatus", "goes with programs/ID/members and the action createOrUpdate only.");
        if (options.Format is { } given && SourceFormats.Find(given) is null)
            return Fault("format", $"{given} is not known. Known: csv, ndjson, json.");
        if ((options.Format is { } word ? SourceFormats.Find(word) : SourceFormats.Guess(source)) is not { } format)
            return Fault("format", $"cannot be told by the name of {(source == "-" ? "standard input" : source)}. Give csv, ndjson or json.");

        if (PreflightModes.Find(options.Preflight) is not { } preflight)
            return Fault("preflight", $"{options.Preflight} is not known. Known: off, warn, reject.");

        Tolerance? tolerance = null;
        if (options.MaxRefused is { } most && !Tolerance.TryRead(most, out tolerance))
            return Fault("maxRefused", $"{most} is neither a number of records, such as 500, nor a share of them, such as 5%.");

        FieldMapping? map = null;
        if (options.Map is { } text && !FieldMapping.TryRead(text, out map, out var bad))
            return Fault("map", string.Create(CultureInfo.InvariantCulture, $"line {bad.Line}: {bad.Text}"));

        return (
            new SyncRequest(
                target, operation, key.Name, key.Fields, format, options.PartitionName, options.OnQuota == "stop", options.MemberStatus, map, mode,
                preflight, tolerance),
            null);
    }

    private static Operation? Find(Target target, string? action)
    {
        if (action is null) return target.Default;
        return SyncActions.TryParse(action, out var known) ? target.By(known) : null;
    }

    private static (SyncRequest?, OptionFault?) Fault(string option, string text) => (null, new OptionFault(option, text));
}
