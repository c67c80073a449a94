using MarketoSync.Cli.Commands;
using MarketoSync.Cli.Running;
using MarketoSync.Manifests;
using MarketoSync.Runs;
using Spectre.Console;

namespace MarketoSync.Cli.Manifests;

/// <summary>
/// Reads in all sources of a manifest before anything of it is sent, so that one that cannot be read is told while there is still
/// nothing to be undone.
/// </summary>
internal sealed class ManifestIntake(Terminal terminal, RunWork work, ManifestFolder folder, ManifestFile file, MarketoConnection marketo)
{
    /// <returns>The definitions of the runs, in the order of the syncs, and the turn to take them to their ends, to be disposed then.</returns>
    /// <exception cref="UsageException">A source cannot be read, or it was another manifest that was begun by this id. Nothing was sent.</exception>
    public async Task<(IReadOnlyList<RunDefinition> Runs, IAsyncDisposable Turn)> TakeAsync(string id, IReadOnlyList<ManifestSync> syncs)
    {
        var note = await folder.ReadAsync(terminal.Stop);
        await (note is null ? CheckNewAsync(id, syncs) : CheckBegunAsync(id, syncs, note));
        var turn = await folder.TryEnterAsync(terminal.Stop);
        if (turn is null || await folder.ExistsAsync(terminal.Stop) == (note is null))
        {
            if (turn is not null) await turn.DisposeAsync();
            throw new UsageException($"Run {id} is being worked on by another process.");
        }

        try
        {
            if (note is null) await BeginAsync(id, syncs);
            else await ReadInAsync(syncs);
            return (await DefinitionsAsync(syncs), turn);
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    /// <summary>If this fails nothing is left behind: nothing was sent, so there is nothing to continue.</summary>
    private async Task BeginAsync(string id, IReadOnlyList<ManifestSync> syncs)
    {
        try
        {
            await folder.WriteAsync(new ManifestNote(id, [.. syncs.Select(NotedSync.Of)]), terminal.Stop);
            await ReadInAsync(syncs);
        }
        catch
        {
            foreach (var sync in syncs) work.Forget(sync.Run);
            await folder.ForgetAsync();
            throw;
        }
    }

    private async Task ReadInAsync(IReadOnlyList<ManifestSync> syncs)
    {
        foreach (var sync in syncs)
        {
            // One that was read in is sent as it is, whatever became of its source.
            if (await DefinitionAsync(sync.Run) is not null) continue;

            terminal.Error.WriteLine($"Reading {Source.Name(sync.Source)}");
            await NewRun.ReadInAsync(work, sync.Run, () => NewRun.ReadSourceAsync(terminal, work, sync.Run, sync.Source, sync.Request, marketo));
        }
    }

    private async Task CheckBegunAsync(string id, IReadOnlyList<ManifestSync> syncs, ManifestNote note)
    {
        CheckSame(id, syncs, note);

        var faults = new List<ManifestFault>();
        foreach (var (sync, noted) in syncs.Zip(note.Syncs))
        {
            if (noted.IsChanged(sync))
                faults.Add(new(sync.Entry.LineOf("source"), Changed(id, sync)));
            else if (await DefinitionAsync(sync.Run) is { } begun)
                _ = Requests.Of(begun, marketo.Settings);
            else if (Source.Obstacle(terminal, sync.Source) is { } obstacle)
                faults.Add(new(sync.Entry.LineOf("source"), obstacle));
        }

        if (faults.Count > 0) throw file.Wrong(faults);
    }

    private async Task CheckNewAsync(string id, IReadOnlyList<ManifestSync> syncs)
    {
        foreach (var sync in syncs)
        {
            if (await work.Store.ExistsAsync(sync.Run, terminal.Stop))
                throw new UsageException($"Run {sync.Run} exists, and is not of a manifest that was begun as {id}. Give another --run.");
        }
    }

    private void CheckSame(string id, IReadOnlyList<ManifestSync> syncs, ManifestNote note)
    {
        if (note.Syncs.Count != syncs.Count)
        {
            throw new UsageException(
                $"Run {id} was begun with {Counted(note.Syncs.Count)}, and {file.Name} has {syncs.Count}. "
                + "Give another --run to sync what it asks for. Nothing was sent.");
        }

        var others = syncs.Zip(note.Syncs).Where(pair => !pair.Second.Asks(pair.First)).ToList();
        if (others.Count > 0) throw file.Wrong(others.Select(pair => new ManifestFault(pair.First.Entry.Line, Another(id, pair.Second))));
    }

    private static string Changed(string id, ManifestSync sync) =>
        $"{Source.Name(sync.Source)} is not what it was when run {id} was begun with it. To sync it as it is, give another --run; "
        + "to go on with what was read in, move it away.";

    private static string Another(string id, NotedSync begun) =>
        $"this is not what run {id} was begun with: there it is {begun.Source} for {begun.Options.Target} by {begun.Options.Action}. "
        + "Give another --run to sync what the manifest asks for.";

    private static string Counted(int syncs) => syncs == 1 ? "one sync" : $"{syncs} syncs";

    /// <summary>Not cut off by Ctrl-C: once all is read in, who interrupts it is told how to go on.</summary>
    private async Task<IReadOnlyList<RunDefinition>> DefinitionsAsync(IReadOnlyList<ManifestSync> syncs)
    {
        var runs = new List<RunDefinition>();
        foreach (var sync in syncs) runs.Add((await RunDefinitionFile.ReadAsync(work.Store.Open(sync.Run), CancellationToken.None))!);
        return runs;
    }

    private Task<RunDefinition?> DefinitionAsync(string run) => RunDefinitionFile.ReadAsync(work.Store.Open(run), terminal.Stop);
}
