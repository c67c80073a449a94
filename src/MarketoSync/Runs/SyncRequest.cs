using System.Diagnostics.CodeAnalysis;
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

    /// <summary>So many cost some two hundred calls. Who knows that more are at fault can resume.</summary>
    private const int MostLonelyRefusals = 100;

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
        TakesLookupField(Target) ? AskedKey() : null,
        TakesLookupField(Target) ? null : AskedKey(),
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

    /// <summary>Tells of all that does not fit only the first.</summary>
    /// <param name="source">The source's name, which may tell its format.</param>
    public static bool TryRead(
        SyncOptions options, string source, [NotNullWhen(true)] out SyncRequest? request, [NotNullWhen(false)] out OptionFault? fault)
    {
        (request, var faults) = Read(options, source);
        fault = request is null ? faults[0] : null;
        return request is not null;
    }

    /// <returns>The request, or null and all that does not fit, except for what depends on something else that does not.</returns>
    /// <param name="source">The source's name, which may tell its format.</param>
    public static (SyncRequest? Request, IReadOnlyList<OptionFault> Faults) Read(SyncOptions options, string source)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(source);
        var reader = new RequestReader(options, source);
        return (reader.Read(), reader.Faults);
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
            MostBreakdowns: Import is null ? 0 : AfterImport.AttemptsOfFile,
            MostLonelyRefusals: MostLonelyRefusals,
            DoubtsSizes: true),
        settings.MaxConcurrentCalls,
        MostImports: Import is null ? 0 : MostImports,
        LooksAtUsage: settings.QuotaReserve > 0,
        LooksIfLarge: true,
        Tolerance: Tolerance,
        FinishesImports: Import is not null,
        HearsCancelAtOnce: true);

    /// <summary>The option by which it is told what tells a target's records apart.</summary>
    internal static string KeyOption(Target target) => TakesLookupField(target) ? "lookupField" : "dedupeBy";

    private string? AskedKey() =>
        Target.DedupeFields.Count == 0 && KeyFields.Count > 0 && !KeyFields.Contains(Target.IdField) ? string.Join(',', KeyFields) : Key;

    private static bool TakesLookupField(Target target) => target.Name == Target.Leads.Name;
}
