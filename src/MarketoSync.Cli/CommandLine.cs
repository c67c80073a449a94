using System.CommandLine;
using System.CommandLine.Parsing;
using MarketoSync.Cli.Commands;
using MarketoSync.Cli.Serving;
using Spectre.Console;

namespace MarketoSync.Cli;

/// <summary>The commands, their options, and what an error looks like: one short text, and an exit code that says whether anything was sent.</summary>
public static class CommandLine
{
    private const string Name = "marketo-sync";

    private static readonly Option<string> s_runs = new("--runs")
    {
        HelpName = "DIR",
        Description = "The folder that runs are kept in", DefaultValueFactory = _ => Path.Combine(".marketo-sync", "runs"), Recursive = true,
    };

    private static readonly Option<bool> s_verbose = new("--verbose")
    {
        Description = "Show where an error comes from", Recursive = true,
    };

    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        var root = Root(terminal);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in Told(parsed)) terminal.Error.WriteLine(error);
            terminal.Error.WriteLine($"Help: {Called(parsed)} --help");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = terminal.Data },
                CancellationToken.None);
        }
        catch (Exception fault)
        {
            return Tell(terminal, fault, parsed.GetValue(s_verbose));
        }
    }

    /// <summary>A word that is no command is the error, and not that a command is missing.</summary>
    private static IEnumerable<string> Told(ParseResult parsed)
    {
        if (parsed.CommandResult.Command is not RootCommand root) return parsed.Errors.Select(error => error.Message);

        var known = $"Commands: {string.Join(", ", root.Subcommands.Select(command => command.Name))}.";
        return parsed.UnmatchedTokens is [var word, ..] ? [$"{word} is no command. {known}"] : [$"A command is missing. {known}"];
    }

    private static string Called(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? Name : $"{Name} {parsed.CommandResult.Command.Name}";

    private static int Tell(Terminal terminal, Exception fault, bool isVerbose)
    {
        if (isVerbose) terminal.Error.WriteLine(fault.ToString());
        switch (fault)
        {
            case UsageException usage:
                terminal.Error.WriteLine(usage.Message);
                return ExitCode.Usage;
            case OperationCanceledException:
                terminal.Error.WriteLine("Interrupted before anything was sent.");
                return ExitCode.Interrupted;
            case StoppedException or InvalidDataException:
                terminal.Error.WriteLine(fault.Message);
                return ExitCode.Stopped;
            case IOException or UnauthorizedAccessException:
                // While a run is under way these are the run's, and say how to continue it.
                terminal.Error.WriteLine(fault.Message);
                return ExitCode.Usage;
            default:
                terminal.Error.WriteLine($"A fault in marketo-sync itself: {fault.Message} Run it again with --verbose to see where.");
                return ExitCode.Stopped;
        }
    }

    private static RootCommand Root(Terminal terminal) => new("Gets large record sets into Adobe Marketo Engage and reports what became of each record.")
    {
        s_runs, s_verbose, Sync(terminal), SyncAll(terminal), Resume(terminal), Retry(terminal), Plan(terminal), Report(terminal), Runs(terminal), Serve(terminal), Simulate(terminal), Demo(terminal),
    };

    private static Command Sync(Terminal terminal)
    {
        var options = new SyncOptionSet();
        var command = options.AddTo(new Command("sync", "Sync a file of records and print the report"));
        command.SetAction((parsed, _) => SyncCommand.RunAsync(terminal, options.Read(parsed, s_runs)));
        return command;
    }

    private static Command SyncAll(Terminal terminal)
    {
        var manifest = new Argument<string>("MANIFEST") { Description = "A JSON file that names the syncs: {\"syncs\":[{\"source\":\"people.csv\",\"target\":\"leads\"}]}" };
        manifest.Validators.Add(RefuseOption);
        var (run, json) = (new Option<string?>("--run") { HelpName = "ID", Description = "The id of the whole, which those of its runs begin with; one that was begun is continued (default: made from the time)" }, new Option<bool>("--json") { Description = "Print the summary as JSON, with the report of each sync, and nothing else" });
        var command = new Command("sync-all", "Sync several objects from one manifest, in the order that they need, and print one summary") { manifest, run, json };
        command.SetAction((parsed, _) => SyncAllCommand.RunAsync(
            terminal, new SyncAllArguments(parsed.GetRequiredValue(manifest), parsed.GetValue(run), parsed.GetValue(json), parsed.GetRequiredValue(s_runs))));
        return command;
    }

    private static Command Plan(Terminal terminal)
    {
        var options = new SyncOptionSet();
        var command = options.AddTo(new Command("plan", "Show what a sync would send, and send nothing"));
        command.SetAction((parsed, _) => PlanCommand.RunAsync(terminal, options.Read(parsed, s_runs)));
        return command;
    }

    private static Command Resume(Terminal terminal)
    {
        var (run, json) = (RunArgument(), JsonOption());
        var command = new Command("resume", "Continue a run that was interrupted or stopped") { run, json };
        command.SetAction((parsed, _) => ResumeCommand.RunAsync(
            terminal, parsed.GetRequiredValue(run), parsed.GetValue(json), parsed.GetRequiredValue(s_runs)));
        return command;
    }

    private static Command Retry(Terminal terminal)
    {
        var (run, json) = (RunArgument(), JsonOption());
        var only = new Option<string?>("--only")
        {
            HelpName = "STATUS,…",
            Description = "Which records, by status (default: skipped,failed,unknown,notSent,rejected, but not unknown where what is sent again is added again)",
        };
        var id = new Option<string?>("--run") { HelpName = "ID", Description = "The new run's id" };
        var command = new Command("retry", "Sync just the records of a run that did not get in, as a new run") { run, only, id, json };
        command.SetAction((parsed, _) => RetryCommand.RunAsync(
            terminal, parsed.GetRequiredValue(run), parsed.GetValue(only), parsed.GetValue(id), parsed.GetValue(json), parsed.GetRequiredValue(s_runs)));
        return command;
    }

    private static Command Report(Terminal terminal)
    {
        var (run, json) = (RunArgument(), JsonOption());
        var html = new Option<string?>("--html") { HelpName = "FILE", Description = "Write the report as a page to this file" };
        var rejects = new Option<string?>("--rejects") { HelpName = "FILE", Description = "Write the records that did not get in to this .csv or .ndjson file, to be fixed and synced again" };
        var command = new Command("report", "Print a run's report again") { run, json, html, rejects };
        command.SetAction((parsed, _) => ReportCommand.RunAsync(
            terminal, parsed.GetRequiredValue(run), parsed.GetValue(json), parsed.GetValue(html), parsed.GetValue(rejects), parsed.GetRequiredValue(s_runs)));
        return command;
    }

    private static Command Runs(Terminal terminal)
    {
        var command = new Command("runs", "List runs");
        command.SetAction((parsed, _) => RunsCommand.RunAsync(terminal, parsed.GetRequiredValue(s_runs)));
        return command;
    }

    private static Command Serve(Terminal terminal)
    {
        var host = new Option<string>("--host") { HelpName = "ADDRESS", Description = "The address to listen at; others than this machine's own need Sync__ApiKey", DefaultValueFactory = _ => "127.0.0.1" };
        var port = new Option<int>("--port") { HelpName = "PORT", Description = "The port to listen at; 0 takes a free one", DefaultValueFactory = _ => 7071 };
        var inbox = new Option<string?>("--inbox") { HelpName = "DIR", Description = "The folder whose files are synced on Sync__Schedule (default: the one named by Sync__Inbox, beside that of the runs)" };
        var command = new Command("serve", "Serve the HTTP API until Ctrl-C") { host, port, inbox };
        command.SetAction((parsed, _) => ServeCommand.RunAsync(
            terminal, new ServeArguments(parsed.GetRequiredValue(host), parsed.GetValue(port), parsed.GetRequiredValue(s_runs), parsed.GetValue(inbox))));
        return command;
    }

    private static Command Simulate(Terminal terminal)
    {
        var options = new SimulateOptionSet();
        var command = options.AddTo(new Command("simulate", "Start the Marketo simulator"));
        command.SetAction((parsed, _) => SimulateCommand.RunAsync(terminal, options.Read(parsed)));
        return command;
    }

    private static Command Demo(Terminal terminal)
    {
        var command = new Command("demo", "See it work: simulator, sample records, a sync with faults on the way, the report");
        command.SetAction((parsed, _) => DemoCommand.RunAsync(terminal, parsed.GetRequiredValue(s_runs)));
        return command;
    }

    private static Argument<string> RunArgument()
    {
        var run = new Argument<string>("RUN") { Description = "The run's id" };
        run.Validators.Add(RefuseOption);
        return run;
    }

    /// <summary>An option that is mistyped would otherwise be taken for the argument.</summary>
    internal static void RefuseOption(ArgumentResult argument)
    {
        if (argument.Tokens is [{ Value: ['-', '-', ..] } option]) argument.AddError($"{option.Value} is no option of this command.");
    }

    private static Option<bool> JsonOption() => new("--json") { Description = "Print report.json and nothing else" };
}
