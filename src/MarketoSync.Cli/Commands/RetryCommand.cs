using MarketoSync.Cli.Configuration;
using MarketoSync.Cli.Running;
using MarketoSync.Records;
using MarketoSync.Reports;

namespace MarketoSync.Cli.Commands;

/// <summary><c>retry RUN</c>: a new run of just the records that did not get in.</summary>
public static class RetryCommand
{
    public static async Task<int> RunAsync(Terminal terminal, string run, string? only, string? newRun, bool json, string runs)
    {
        var asked = only is null ? null : Statuses(only);
        var work = new RunWork(terminal, runs);
        var before = await work.DefinitionAsync(run);

        // A run that can still be continued would send the same records a second time.
        if (!await work.IsOverAsync(run))
            throw new UsageException($"Run {run} is not finished. Continue it first: marketo-sync resume {run}");

        var marketo = CliSettings.Load(terminal.Read).Marketo();
        var request = Requests.Of(before, marketo);
        var statuses = asked ?? RetrySource.SafeToSend(request.Operation);
        var retry = await NewRun.IdAsync(terminal, work, newRun);

        using var connection = work.Connect(marketo);
        await NewRun.ReadInAsync(work, retry, () => ReadAsync(connection));
        return await work.ToEndAsync(retry, connection, json);

        async Task ReadAsync(MarketoConnection from)
        {
            var intake = await work.Intake(from).RetryAsync(retry, before, request, statuses, terminal.Stop);
            if (NewRun.Tell(terminal, before.Source, request, intake).Records == 0) throw new UsageException($"Run {run} has no record that ended as {string.Join(" or ", statuses.Select(status => status.Name()))}. There is nothing to retry.");
        }
    }

    private static HashSet<RecordStatus> Statuses(string only)
    {
        var statuses = new HashSet<RecordStatus>();
        foreach (var name in only.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!RecordStatuses.TryParse(name, out var status))
                throw new UsageException($"--only {name} is no status. Known: {string.Join(", ", RecordStatuses.All.Select(known => known.Name()))}.");
            statuses.Add(status);
        }

        return statuses.Count > 0 ? statuses : throw new UsageException("--only names no status.");
    }
}
