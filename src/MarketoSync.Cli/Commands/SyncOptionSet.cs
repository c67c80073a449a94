using System.CommandLine;
using MarketoSync.Marketo;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Commands;

/// <summary>The options that <c>sync</c> and <c>plan</c> share.</summary>
internal sealed class SyncOptionSet
{
    private readonly Argument<string> _source = new("SOURCE") { Description = "A file of records, or - for standard input" };
    private readonly Option<string> _target = new("--target") { HelpName = "TARGET", Description = $"The Marketo object to write: {string.Join(", ", Target.Patterns)}", DefaultValueFactory = _ => "leads" };
    private readonly Option<string?> _action = new("--action") { HelpName = "ACTION", Description = $"{string.Join(", ", SyncActions.All.Select(action => action.Name()))}, as the target allows (default: createOrUpdate, or add)" };
    private readonly Option<string?> _lookupField = new("--lookup-field") { HelpName = "FIELD", Description = "The field that tells leads apart (default: email)" };
    private readonly Option<string?> _dedupeBy = new("--dedupe-by") { HelpName = "FIELDS", Description = "What tells other objects apart: dedupeFields (default), idField, or the fields by name" };
    private readonly Option<string?> _format = new("--format") { HelpName = "FORMAT", Description = "csv, ndjson or json (default: by the file's name)" };
    private readonly Option<string> _mode = new("--mode") { HelpName = "MODE", Description = "sync: calls with records, each of which is answered; bulk: files, which take far fewer calls and do not tell created from updated; auto: whichever takes fewer calls", DefaultValueFactory = _ => "sync" };
    private readonly Option<string?> _partition = new("--partition-name") { HelpName = "NAME", Description = "The lead partition to create in" };
    private readonly Option<string?> _memberStatus = new("--member-status") { HelpName = "NAME", Description = "The status that members of a program are to have" };
    private readonly Option<string?> _run = new("--run") { HelpName = "ID", Description = "The run's id (default: made from the time)" };
    private readonly Option<string> _onQuota = new("--on-quota") { HelpName = "wait|stop", Description = "When the day's calls are spent: wait for midnight in Chicago, or stop", DefaultValueFactory = _ => "wait" };
    private readonly Option<string?> _maxRefused = new("--max-refused") { HelpName = "COUNT|SHARE%", Description = "Stop once more records than these, or it seems than this share of all, are skipped, failed or rejected" };
    private readonly Option<string?> _map = new("--map") { HelpName = "FILE", Description = "A JSON file that renames, drops and sets fields: {\"rename\":{\"E-Mail\":\"email\"},\"drop\":[\"notes\"],\"constants\":{\"leadSource\":\"Import\"}}" };
    private readonly Option<string> _preflight = new("--preflight") { HelpName = "off|warn|reject", Description = "Hold fields and values against Marketo's own description before they are sent, and warn of those that Marketo would refuse, or reject the records", DefaultValueFactory = _ => "warn" };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON and nothing else" };

    public Command AddTo(Command command)
    {
        _source.Validators.Add(CommandLine.RefuseOption);
        command.Add(_source);
        foreach (Option option in (Option[])[_target, _action, _lookupField, _dedupeBy, _format, _mode, _partition, _memberStatus, _map, _run, _onQuota, _maxRefused, _preflight, _json])
            command.Add(option);
        return command;
    }

    public SyncArguments Read(ParseResult parsed, Option<string> runs) => new(
        parsed.GetRequiredValue(_source),
        new SyncOptions(
            parsed.GetRequiredValue(_target),
            parsed.GetValue(_action),
            parsed.GetValue(_lookupField),
            parsed.GetValue(_dedupeBy),
            parsed.GetValue(_format),
            parsed.GetRequiredValue(_mode),
            parsed.GetValue(_partition),
            parsed.GetRequiredValue(_onQuota),
            parsed.GetValue(_memberStatus),
            Preflight: parsed.GetRequiredValue(_preflight),
            MaxRefused: parsed.GetValue(_maxRefused)),
        parsed.GetValue(_run),
        parsed.GetValue(_json),
        parsed.GetRequiredValue(runs),
        parsed.GetValue(_map));
}
