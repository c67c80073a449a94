using System.Text;
using MarketoSync.Marketo;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Reports;

/// <summary>The command that syncs a file as a run was synced.</summary>
public static class SyncAgain
{
    public static string Command(RunDefinition run, string file)
    {
        var command = new StringBuilder($"marketo-sync sync {file}");
        if (SyncRequest.Of(run) is not { } request) return command.ToString();

        var options = request.Options();
        if (options.Target != Target.Leads.Name) Add("--target", options.Target);
        if (request.Operation != request.Target.Default) Add("--action", options.Action);
        if (options.Key != KeyChoice.Of(request.Target, request.Operation, null).Name)
            Add(options.LookupField is not null ? "--lookup-field" : "--dedupe-by", options.Key);

        // What no row of a file can hold goes by calls then, unless other fields tell records apart there.
        if (options.Mode is { } mode) Add("--mode", request.Import is { KeyFields: null } ? SyncMode.Auto.Name() : mode);
        if (options.PartitionName is { } partition) Add("--partition-name", partition);
        if (options.MemberStatus is { } status) Add("--member-status", status);
        if (options.Map is not null) command.Append(" --map FILE, with the mapping of this run");
        return command.ToString();

        void Add(string option, string? value) =>
            command.Append(' ').Append(option).Append(' ').Append(value!.Contains(' ', StringComparison.Ordinal) ? $"\"{value}\"" : value);
    }
}
