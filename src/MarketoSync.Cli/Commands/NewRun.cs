using MarketoSync.Intake;
using MarketoSync.Mapping;
using MarketoSync.Marketo;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Commands;

/// <summary>Begins a run: gives it an id, reads its records in and notes what it is.</summary>
internal static class NewRun
{
    /// <exception cref="UsageException">The given id cannot be used.</exception>
    public static async Task<string> IdAsync(Terminal terminal, RunWork work, string? given)
    {
        var run = given ?? RunId.New(terminal.Time.GetUtcNow());
        if (!RunId.IsValid(run)) throw new UsageException($"--run {run} is no usable id: letters, digits, dots, dashes and underscores, {RunId.MaxLength} at most.");
        if (await work.Store.ExistsAsync(run, terminal.Stop))
            throw new UsageException($"Run {run} exists. Give another id, or continue that run with: marketo-sync resume {run}");
        return run;
    }

    /// <summary>
    /// Reads records into a run. Should that fail, nothing of the run is left behind: nothing was sent, so there is nothing to continue.
    /// </summary>
    /// <param name="read">Reads them in and notes what the run is.</param>
    /// <exception cref="UsageException">The source, or the folder that runs are kept in, cannot be used.</exception>
    public static async Task ReadInAsync(RunWork work, string run, Func<Task> read)
    {
        using (var claim = await work.ClaimAsync(run))
        {
            try
            {
                await read();
            }
            catch (Exception fault)
            {
                claim.Dispose();
                work.Forget(run);
                if (fault is IOException or UnauthorizedAccessException) throw new UsageException($"{fault.Message} Nothing was sent.", fault);
                throw;
            }
        }

        // Intake's table of keys is garbage now, and would stay in memory until the report needs as much again.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    /// <param name="source">As the user named it.</param>
    /// <exception cref="UsageException">The source as a whole cannot be read.</exception>
    public static async Task ReadSourceAsync(
        Terminal terminal, RunWork work, string run, string source, SyncRequest request, MarketoSettings marketo)
    {
        await using var stream = Source.Open(terminal, source);
        var intake = await work.Intake(marketo).ReadAsync(run, stream, new RunOrigin(Source.Name(source)), request, terminal.Stop);
        if (intake is InputError error)
            throw new UsageException($"{Source.Name(source)}, line {error.Line}: {error.Text} Nothing was sent.");
        foreach (var name in ((IntakeSummary)intake).Unmatched) terminal.Warn(MappingWarning.Unmatched(name));
    }
}
