using MarketoSync.Cli.Running;
using MarketoSync.Intake;
using MarketoSync.Mapping;
using MarketoSync.Preflight;
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
        if (await work.Store.ExistsAsync(run, terminal.Stop) && !await work.WasCutOffAsync(run))
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
    /// <exception cref="UsageException">The source as a whole cannot be read, or not without what Marketo does not tell.</exception>
    public static async Task ReadSourceAsync(
        Terminal terminal, RunWork work, string run, string source, SyncRequest request, MarketoConnection marketo)
    {
        await using var stream = Source.Open(terminal, source);
        Tell(terminal, Source.Name(source), request, await work.Intake(marketo).ReadAsync(run, stream, new RunOrigin(Source.Name(source)), request, terminal.Stop));
    }

    /// <summary>Says what is to be said of what was read.</summary>
    /// <exception cref="UsageException">Nothing was.</exception>
    public static IntakeSummary Tell(Terminal terminal, string source, SyncRequest request, IntakeResult intake)
    {
        switch (intake)
        {
            case InputError error:
                throw new UsageException($"{source}, line {error.Line}: {error.Text} Nothing was sent.");
            case DescriptionFault fault:
                throw new UsageException($"{fault.Text} {Requests.WayOut(fault, request)} Nothing was sent.");
        }

        var summary = (IntakeSummary)intake;
        foreach (var name in summary.Unmatched) terminal.Warn(MappingWarning.Unmatched(name));
        foreach (var warning in PreflightWarning.All(summary, request.Preflight)) terminal.Warn(warning);
        return summary;
    }
}
