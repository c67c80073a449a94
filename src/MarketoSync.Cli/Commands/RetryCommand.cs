using MarketoSync.Cli.Configuration;
using MarketoSync.Intake;
using MarketoSync.Records;
using MarketoSync.Reports;

namespace MarketoSync.Cli.Commands;

/// <summary><c>retry RUN</c>: a new run of just the records that did not get in.</summary>
public static class RetryCommand
{
    public static async Task<int> RunAsync(Terminal terminal, string run, string only, string? newRun, bool json, string runs)
    {
        var statuses = Statuses(only);
        var work = new RunWork(terminal, runs);
        var before = await work.DefinitionAsync(run);

        // A run that can still be continued would send the same records a second time.
        if (!await work.IsOverAsync(run))
            throw new UsageException($"Run {run} is not finished. Continue it first: marketo-sync resume {run}");

        var settings = CliSettings.Load(terminal.Read);
        var marketo = settings.Marketo();
        var request = SyncRequest.Of(before, marketo);
        var firstBackOff = settings.FirstBackOff();
        var retry = await NewRun.IdAsync(terminal, work, newRun);

        await NewRun.ReadInAsync(work, retry, ReadAsync);
        return await work.ToEndAsync(retry, marketo, request.Input(retry, marketo, firstBackOff), json);

        async Task ReadAsync()
        {
            var begun = terminal.Time.GetUtcNow();
            await using var sink = await RecordSink.CreateAsync(
                new IntakeOptions(request.Format, request.Key, request.Limits(marketo)), work.Store.Open(retry), terminal.Stop);
            await foreach (var record in RetrySource.ReadAsync(work.Store.Open(run), before, statuses, terminal.Stop))
            {
                Feed(sink, record);
                if (sink.IsFull) await sink.WriteOutAsync(terminal.Stop);
            }

            var intake = await sink.CompleteAsync(terminal.Stop);
            if (intake.Records == 0) throw new UsageException($"Run {run} has no record that ended as {string.Join(" or ", statuses.Select(status => status.Name()))}. There is nothing to retry.");

            await NewRun.DefineAsync(work, retry, before.Source, request, marketo, intake, begun, run, terminal.Stop);
        }
    }

    private static void Feed(RecordSink sink, RetryRecord record)
    {
        if (record.Raw is { } raw)
        {
            var reason = record.Result.Reasons is [var first, ..] ? first : new Reason("malformed-json", "The record cannot be read");
            sink.Reject((uint)record.Result.Line, reason.Code, reason.Message, System.Text.Encoding.UTF8.GetBytes(raw));
        }
        else
        {
            sink.Accept((uint)record.Result.Line, record.Json.Span);
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
