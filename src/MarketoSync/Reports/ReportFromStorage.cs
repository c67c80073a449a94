using MarketoSync.Importing;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Reports;

/// <summary>
/// Reports on a run whose engine broke down for good, from what storage holds: what is settled is settled, what was sent without an
/// answer is unknown, and the rest was not sent. Calls and batches are those that storage tells of.
/// </summary>
public static class ReportFromStorage
{
    /// <param name="reason">Why the run did not come to its end, for people to read.</param>
    public static async Task<Report> WriteAsync(
        IRunFolder folder, RunDefinition run, string reason, DateTimeOffset now, CancellationToken cancellation)
    {
        var tally = Tally.None.Add(run.DescribeCalls ?? CallCount.None);
        var (unsure, importing) = (new List<PositionRange>(), new List<PositionRange>());
        await foreach (var name in folder.ListAsync(RunFiles.Batches, cancellation))
        {
            if (await BatchLog.ReadAsync(folder, name[RunFiles.Batches.Length..], cancellation) is not { Header: var header }) continue;

            tally = tally.Add(header.Outcome?.Calls ?? CallCount.Error(FaultCodes.Interrupted)) with { Sent = tally.Sent + 1 };
            var range = new PositionRange(header.From, header.To);
            if (header.Outcome is null or { Kind: OutcomeKind.Lost } || header.Job is not null) unsure.Add(range);
            if (header.Job is { State: not ImportState.Failed }) importing.Add(range);
        }

        return await ReportWriter.WriteAsync(folder, run, Input(), cancellation);

        ReportInput Input() => new(RunState.Cancelled, reason, now, tally, unsure) { Importing = importing };
    }
}
