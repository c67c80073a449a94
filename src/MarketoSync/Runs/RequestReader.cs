using System.Globalization;
using MarketoSync.Intake;
using MarketoSync.Mapping;
using MarketoSync.Marketo;
using MarketoSync.Preflight;

namespace MarketoSync.Runs;

/// <summary>
/// Makes a <see cref="SyncRequest"/> of options, and finds all that do not fit. What depends on one that does not is not judged.
/// </summary>
/// <param name="source">The source's name, which may tell its format.</param>
internal sealed class RequestReader(SyncOptions options, string source)
{
    private readonly List<OptionFault> _faults = [];

    /// <summary>Empty if there is a request.</summary>
    public IReadOnlyList<OptionFault> Faults => _faults;

    private bool HasTwoKeys => options is { LookupField: not null, DedupeBy: not null };

    public SyncRequest? Read()
    {
        if (HasTwoKeys) _faults.Add(OptionFault.TwoKeys);

        var (target, operation) = ReadOperation();
        var mode = SyncModes.Find(options.Mode);
        if (mode is null) Refuse("mode", $"{options.Mode} is not known. Known: sync, bulk, auto.");
        if (options.OnQuota is not (null or "wait" or "stop")) Refuse("onQuota", $"{options.OnQuota} is not known. Known: wait, stop.");

        KeyChoice? key = null;
        if (target is not null && operation is not null)
        {
            if (mode is { } known) key = ReadKey(target, operation, known);
            CheckPartition(operation);
            CheckMemberStatus(operation);
        }

        var (format, preflight, tolerance, map) = (ReadFormat(), ReadPreflight(), ReadTolerance(), ReadMap());
        return _faults.Count > 0
            ? null
            : new SyncRequest(
                target!, operation!, key!.Name, key.Fields, format!.Value, options.PartitionName, options.OnQuota == "stop", options.MemberStatus,
                map, mode!.Value, preflight!.Value, tolerance);
    }

    private (Target? Target, Operation? Operation) ReadOperation()
    {
        var asked = options.Target ?? Target.Leads.Name;
        if (Target.Find(asked) is not { } target)
        {
            Refuse("target", $"{asked} is not known. Known: {string.Join(", ", Target.Patterns)}.");
            return (null, null);
        }

        var operation = options.Action is not { } action ? target.Default : SyncActions.TryParse(action, out var known) ? target.By(known) : null;
        if (operation is null)
            RefuseHere("action", $"{options.Action} is not known for {target.Name}. Known: {string.Join(", ", target.Operations.Select(one => one.Action.Name()))}.");
        return (target, operation);
    }

    private KeyChoice? ReadKey(Target target, Operation operation, SyncMode mode)
    {
        var isBulk = mode == SyncMode.Bulk;
        if (isBulk && ModeChoice.Obstacle(target, operation, options.Key?.Trim()) is { } obstacle)
        {
            RefuseHere("mode", $"bulk cannot be used. {obstacle}");
            return null;
        }

        if (HasTwoKeys) return null;

        var key = KeyChoice.Of(target, operation, options.Key, isBulk ? target.Import : null);
        if (key.Fault is { } wrong) RefuseHere(SyncRequest.KeyOption(target), wrong);
        return key;
    }

    private void CheckPartition(Operation operation)
    {
        if (options.PartitionName is not { } partition) return;
        if (!operation.TakesPartition) RefuseHere("partitionName", "goes with leads and the actions createOrUpdate and createOnly only.");
        else if (string.IsNullOrWhiteSpace(partition)) Refuse("partitionName", "is empty. Name a partition, or leave the option out.");
    }

    private void CheckMemberStatus(Operation operation)
    {
        if (operation.TakesMemberStatus && string.IsNullOrWhiteSpace(options.MemberStatus))
            RefuseHere("memberStatus", "is missing. Name the status that the members are to have in the program.");
        if (options.MemberStatus is not null && !operation.TakesMemberStatus)
            RefuseHere("memberStatus", "goes with programs/ID/members and the action createOrUpdate only.");
    }

    private SourceFormat? ReadFormat()
    {
        var format = options.Format is { } word ? SourceFormats.Find(word) : SourceFormats.Guess(source);
        if (format is null)
        {
            Refuse("format", options.Format is { } given
                ? $"{given} is not known. Known: csv, ndjson, json."
                : $"cannot be told by the name of {(source == "-" ? "standard input" : source)}. Give csv, ndjson or json.");
        }

        return format;
    }

    private PreflightMode? ReadPreflight()
    {
        var preflight = PreflightModes.Find(options.Preflight);
        if (preflight is null) Refuse("preflight", $"{options.Preflight} is not known. Known: off, warn, reject.");
        return preflight;
    }

    private Tolerance? ReadTolerance()
    {
        Tolerance? tolerance = null;
        if (options.MaxRefused is { } most && !Tolerance.TryRead(most, out tolerance))
            Refuse("maxRefused", $"{most} is neither a number of records, such as 500, nor a share of them, such as 5%.");
        return tolerance;
    }

    private FieldMapping? ReadMap()
    {
        FieldMapping? map = null;
        if (options.Map is { } text && !FieldMapping.TryRead(text, out map, out var bad))
            Refuse("map", string.Create(CultureInfo.InvariantCulture, $"line {bad.Line}: {bad.Text}"));
        return map;
    }

    /// <summary>It is refused for what other options say.</summary>
    private void RefuseHere(string option, string text) => _faults.Add(new OptionFault(option, text, IsRelative: true));

    private void Refuse(string option, string text) => _faults.Add(new OptionFault(option, text));
}
