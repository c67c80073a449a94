using MarketoSync.Cli.Manifests;
using MarketoSync.Cli.Progress;
using MarketoSync.Cli.Reports;
using MarketoSync.Cli.Running;
using MarketoSync.Embedded;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Reports;
using MarketoSync.Runs;
using MarketoSync.Storage.Files;
using Spectre.Console;

namespace MarketoSync.Cli.Commands;

/// <summary>Takes a run that is stored to its end, or as far as it gets, and shows its report.</summary>
public sealed class RunWork(Terminal terminal, string runs)
{
    public FileRunStore Store { get; } = new(runs);

    public MarketoConnection Connect(MarketoSettings marketo) => new(terminal, marketo, runs);

    public RunIntake Intake(MarketoConnection marketo) => new(Store, marketo.Schemas, marketo.Settings, terminal.Time);

    /// <summary>The run's definition.</summary>
    /// <exception cref="UsageException">There is no such run, or its intake did not finish.</exception>
    public async Task<RunDefinition> DefinitionAsync(string run)
    {
        if (!RunId.IsValid(run)) throw new UsageException($"{run} is no run's id.");
        if (await RunDefinitionFile.ReadAsync(Store.Open(run), terminal.Stop) is { } definition) return definition;

        if (await new ManifestFolder(Store, runs, run).ExistsAsync(terminal.Stop))
            throw new UsageException($"{run} is not one run, but those of a manifest. Show or continue them with: marketo-sync sync-all MANIFEST --run {run}");

        throw new UsageException(await Store.ExistsAsync(run, terminal.Stop)
            ? $"Run {run} was cut off while its records were read in. Nothing was sent. Sync the source again, by the same id or another."
            : $"There is no run {run} in {runs}.");
    }

    /// <summary>Whether the run has come to its end, so that nothing is left to be continued.</summary>
    public async Task<bool> IsOverAsync(string run) =>
        await ReportFile.ReadAsync(Store.Open(run), terminal.Stop) is { State: not RunState.Stopped };

    /// <summary>Whether anything of the run may have been sent.</summary>
    public bool HasBegun(string run) => new FileInfo(JournalOf(run)) is { Exists: true, Length: > 0 };

    /// <summary>Whether a process took the run's folder and ended while it read its records in: it can be read in again.</summary>
    public async Task<bool> WasCutOffAsync(string run) =>
        new FileInfo(JournalOf(run)) is { Exists: true, Length: 0 } && await RunDefinitionFile.ReadAsync(Store.Open(run), terminal.Stop) is null;

    /// <summary>
    /// Takes the run's folder for this process, before anything is written to it, so that a second process of the same id cannot
    /// write to it as well.
    /// </summary>
    /// <returns>To be disposed when the run's own engine takes over, or the run is given up.</returns>
    /// <exception cref="UsageException">Another process has it.</exception>
    public async Task<IDisposable> ClaimAsync(string run)
    {
        Journal? claim;
        try
        {
            Directory.CreateDirectory(Path.Combine(runs, run));
            claim = Journal.TryOpen(JournalOf(run));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{fault.Message} Nothing was sent.", fault);
        }

        if (claim is not null && await RunDefinitionFile.ReadAsync(Store.Open(run), terminal.Stop) is null) return claim;

        claim?.Dispose();
        throw new UsageException($"Run {run} is being worked on by another process.");
    }

    /// <summary>Removes what there is of a run that did not begin.</summary>
    public void Forget(string run)
    {
        try
        {
            if (Directory.Exists(Path.Combine(runs, run))) Directory.Delete(Path.Combine(runs, run), recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Why the run did not begin is what the user must learn; what is left of it is only in the way.
        }
    }

    /// <summary>What runs are hosted by.</summary>
    public SyncHost Host(MarketoConnection marketo) => new(marketo, Store, runs, terminal.Time);

    /// <returns>The exit code.</returns>
    /// <exception cref="StoppedException">The environment failed the run.</exception>
    public async Task<int> ToEndAsync(string run, MarketoConnection marketo, bool json)
    {
        try
        {
            // As intake noted it, which has settled what was left open. The journal holds what a run that is continued began with.
            var definition = await RunDefinitionFile.ReadAsync(Store.Open(run), CancellationToken.None)
                ?? throw new InvalidDataException($"Run {run} has no definition.");
            var input = Requests.Of(definition, marketo.Settings).Input(run, marketo.Settings);
            if (await GoOnAsync(Host(marketo), run, input, $"marketo-sync resume {run}") == EngineEnd.Interrupted) return ExitCode.Interrupted;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoppedException($"The run stopped: {fault.Message} Mend that, then continue with: marketo-sync resume {run}", fault);
        }

        try
        {
            return await ShowAsync(run, json);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoppedException($"The run is over, and its report could not be shown: {fault.Message} Show it with: marketo-sync report {run}", fault);
        }
    }

    /// <summary>Begins or continues a run, shows how far it is, and says so if it is interrupted.</summary>
    /// <param name="continuing">The command that continues it.</param>
    /// <exception cref="StoppedException">The environment failed the run.</exception>
    /// <exception cref="UsageException">Another process is at work on it.</exception>
    public async Task<EngineEnd> GoOnAsync(SyncHost host, string run, RunInput input, string continuing)
    {
        EngineEnd end;
        try
        {
            using var progress = Display();
            await using var word = terminal.Stop.UnsafeRegister(_ => progress.Say("Stopping: the calls in flight are finished first. Ctrl-C again ends at once."), null);
            end = await host.RunAsync(run, input, progress.Show, terminal.Stop);
        }
        catch (Exception fault) when (fault is EngineFaultException or IOException or UnauthorizedAccessException)
        {
            throw new StoppedException($"The run stopped: {fault.Message} Mend that, then continue with: {continuing}", fault);
        }

        if (end == EngineEnd.Interrupted) terminal.Error.WriteLine($"Interrupted. All that was sent is kept. Continue with: {continuing}");
        return end;
    }

    /// <returns>The exit code that the report gives.</returns>
    public async Task<int> ShowAsync(string run, bool json)
    {
        // Not cut off by Ctrl-C: whoever asked the run to stop just as it ended wants to know how it ended.
        var folder = Store.Open(run);
        var report = await ReportFile.ReadAsync(folder, CancellationToken.None)
            ?? throw new UsageException($"Run {run} has no report yet. Continue it with: marketo-sync resume {run}");
        if (json)
        {
            var bytes = await folder.ReadAsync(RunFiles.Report, CancellationToken.None);
            await terminal.Data.WriteLineAsync(System.Text.Encoding.UTF8.GetString(bytes!.Value.Span).TrimEnd());
        }
        else
        {
            var lines = await ResultReader.SourceLinesAsync(folder, report, CancellationToken.None);
            ReportPrinter.Print(terminal.Output, report, lines, Path.Combine(runs, run));
        }

        return ExitCode.Of(report);
    }

    private string JournalOf(string run) => Path.Combine(runs, run, RunFiles.Journal);

    private IProgressDisplay Display() => terminal.Error.Profile.Capabilities.Interactive && terminal.Error.Profile.Out.IsTerminal
        ? new LiveProgress(terminal.Error, terminal.Time)
        : new PlainProgress(terminal.Error, terminal.Time);
}
