using MarketoSync.Intake;
using MarketoSync.Marketo;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Commands;

/// <summary>Reads a <see cref="SyncRequest"/> from the command line, or from a run that exists.</summary>
public static class Requests
{
    /// <exception cref="UsageException">An option does not fit, with what would.</exception>
    public static SyncRequest Check(SyncArguments arguments)
    {
        var options = arguments.Options;
        if (arguments.Map is { } file)
        {
            options = SmallFile.TryRead(file, "mapping", out var map, out var unread)
                ? options with { Map = map }
                : throw new UsageException($"--map {file} {unread} Nothing was sent.");
        }

        if (SyncRequest.TryRead(options, arguments.Source, out var request, out var fault)) return request;

        throw new UsageException(fault.Option == "map"
            ? $"--map {arguments.Map}, {fault.Text} Nothing was sent."
            : $"{NameOf(fault.Option)} {TextOf(fault)}");
    }

    /// <summary>The request of a run that exists, to be continued or taken up again.</summary>
    /// <exception cref="UsageException">It is for another subscription than the one that is set, or for what this version does not know.</exception>
    public static SyncRequest Of(RunDefinition run, MarketoSettings marketo) => run.Subscription == marketo.BaseUrl.Authority
        ? SyncRequest.Of(run) ?? throw new UsageException($"Run {run.Run} is for {run.Target} by {run.Action}, which this version does not know.")
        : throw new UsageException($"Run {run.Run} is for {run.Subscription}, and Marketo__BaseUrl names {marketo.BaseUrl.Authority}. Nothing was sent.");

    /// <summary>What can be done where Marketo does not tell what is needed of an object, or tells something else than was asked for.</summary>
    public static string WayOut(DescriptionFault fault, SyncRequest request)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentNullException.ThrowIfNull(request);
        return fault switch
        {
            { Instead: { } right } => $"Write {NameOf(fault.Option)} {right}, or leave the option out.",
            { Option: DescriptionFault.DedupeBy } => $"{NameOf(fault.Option)} can name the fields that tell {request.Target.Name} apart.",
            _ => $"With {NameOf(fault.Option)} warn the records are sent unchecked.",
        };
    }

    /// <summary>Only one fault names options in its text: in others such a name can be something of the user's.</summary>
    private static string TextOf(OptionFault fault) => fault == OptionFault.TwoKeys
        ? fault.Text.Replace("lookupField", NameOf("lookupField"), StringComparison.Ordinal).Replace("dedupeBy", NameOf("dedupeBy"), StringComparison.Ordinal)
        : fault.Text;

    private static string NameOf(string option) => option switch
    {
        "lookupField" => "--lookup-field",
        "dedupeBy" => "--dedupe-by",
        "memberStatus" => "--member-status",
        "partitionName" => "--partition-name",
        "onQuota" => "--on-quota",
        "maxRefused" => "--max-refused",
        _ => $"--{option}",
    };
}
