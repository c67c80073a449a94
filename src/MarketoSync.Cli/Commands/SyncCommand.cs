using MarketoSync.Cli.Configuration;
using MarketoSync.Cli.Running;
using MarketoSync.Intake;
using MarketoSync.Marketo;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Commands;

/// <summary><c>sync SOURCE</c>: reads the records in, sends them, shows the report.</summary>
public static class SyncCommand
{
    public static async Task<int> RunAsync(Terminal terminal, SyncOptions options)
    {
        var request = SyncRequest.Check(options);
        var settings = CliSettings.Load(terminal.Read);
        var marketo = settings.Marketo();
        var work = new RunWork(terminal, options.Runs);
        var run = await NewRunAsync(terminal, work, options.Run);

        await using var source = Source.Open(terminal, options.Source);
        var begun = terminal.Time.GetUtcNow();
        var intake = await RecordIntake.RunAsync(
            source, new IntakeOptions(request.Format, request.Key, request.Limits(marketo)), work.Store.Open(run), terminal.Stop);
        await DefineAsync(work, run, options.Source, request, intake, begun, null, terminal.Stop);

        // Intake's table of keys is garbage now, and would stay in memory until the report needs as much again.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return await work.ToEndAsync(run, marketo, request.Input(run, marketo, settings.FirstBackOff()), options.Json);
    }

    internal static async Task<string> NewRunAsync(Terminal terminal, RunWork work, string? given)
    {
        var run = given ?? RunId.New(terminal.Time.GetUtcNow());
        if (!RunId.IsValid(run)) throw new UsageException($"--run {run} is no usable id: letters, digits, dots and dashes, 64 at most.");
        if (await work.Store.ExistsAsync(run, terminal.Stop))
            throw new UsageException($"Run {run} exists. Continue it with: marketo-sync resume {run}");
        return run;
    }

    /// <exception cref="UsageException">The source as a whole cannot be read; nothing was sent.</exception>
    internal static async Task DefineAsync(
        RunWork work, string run, string source, SyncRequest request, IntakeResult intake, DateTimeOffset begun, string? retryOf, CancellationToken cancellation)
    {
        if (intake is InputError error)
            throw new UsageException($"{Source.Name(source)}, line {error.Line}: {error.Text} Nothing was sent.");

        var summary = (IntakeSummary)intake;
        await RunDefinitionFile.WriteAsync(
            work.Store.Open(run),
            new RunDefinition(
                run, request.Target.Name, request.Action.Name(), request.Key, "sync", Source.Name(source),
                request.Format.ToString().ToLowerInvariant(), begun, summary.Stored, summary.StoredBytes, summary.Rejected,
                request.PartitionName, retryOf),
            cancellation);
    }
}
