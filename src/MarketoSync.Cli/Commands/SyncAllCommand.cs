using System.Text;
using MarketoSync.Cli.Configuration;
using MarketoSync.Cli.Manifests;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Commands;

/// <summary><c>sync-all MANIFEST</c>: several syncs in the order that their objects need, each a run of its own, and one summary.</summary>
public static class SyncAllCommand
{
    public static async Task<int> RunAsync(Terminal terminal, SyncAllArguments arguments)
    {
        var id = arguments.Run ?? RunId.New(terminal.Time.GetUtcNow());
        if (!ManifestRunId.IsValid(id))
            throw new UsageException($"--run {id} is no usable id: letters, digits, dots, dashes and underscores, {ManifestRunId.MaxLength} at most.");

        var work = new RunWork(terminal, arguments.Runs);
        var folder = new ManifestFolder(work.Store, arguments.Runs, id);
        var file = new ManifestFile(terminal, arguments.Manifest);
        var syncs = file.Read(id, isNew: !await folder.ExistsAsync(terminal.Stop));
        var marketo = CliSettings.Load(terminal.Read).Marketo();

        using var connection = work.Connect(marketo);
        var (runs, turn) = await new ManifestIntake(terminal, work, folder, file, connection).TakeAsync(id, syncs);
        await using (turn)
        {
            var continuing = arguments.Continuing(id);
            try
            {
                var summary = new ManifestSummary(id, await new ManifestSending(terminal, work, connection, continuing).RunAsync(runs));
                var json = summary.Json();
                if (arguments.Json) await terminal.Data.WriteLineAsync(Encoding.UTF8.GetString(json));
                else ManifestSummaryPrinter.Print(terminal.Output, summary, file.Name, arguments.Runs, continuing);
                await folder.WriteSummaryAsync(json);
                return summary.Exit;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new StoppedException($"{fault.Message} All that was sent is kept. Mend that, then continue with: {continuing}", fault);
            }
        }
    }
}
