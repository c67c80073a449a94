using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Recovery;
using MarketoSync.Runs;

namespace MarketoSync.Sending;

/// <summary>Gives the records of a batch that are left one result.</summary>
public sealed class ConcludeStep(TimeProvider time)
{
    public async Task<BatchOutcome> RunAsync(RunScope scope, ConcludeInput input, CancellationToken cancellation)
    {
        var open = input.Batch;
        var log = await BatchLog.ReadAsync(scope.Folder, open.Batch.Id, cancellation);
        var records = await OpenRecords.ReadAsync(scope, open, log, cancellation);
        var reason = new Reason(input.Code, MessageOf(input, log?.Header));
        var before = log?.Results ?? [];
        var known = open.Step == BatchStep.Verify
            ? [.. before.Select(result => Doubt.MayHideCreation(scope, result) ? Doubt.Unresolved(result) : result)]
            : before;
        var results = records.Places.Select(place => records.Result(place, scope, open, input.Status, reasons: [reason])).ToList();

        var header = log?.Header ?? BatchHeader.Of(open, default, time.GetUtcNow());
        await new BatchLog(header, [.. known, .. results], log?.Version).WriteAsync(scope.Folder, CancellationToken.None);
        var settled = Difference(before, [.. known, .. results]);
        scope.Telemetry.Batches.Settled(scope, settled);
        var now = time.GetUtcNow();
        return new BatchOutcome(OutcomeKind.Accepted, "", settled, 0, 0, default, default, now, CallCount.None);
    }

    private static Dictionary<RecordStatus, int> Difference(IReadOnlyList<RecordResult> before, IReadOnlyList<RecordResult> after)
    {
        var counts = StepOutcome.ByStatus(after).ToDictionary();
        foreach (var (status, count) in StepOutcome.ByStatus(before)) counts[status] = counts.GetValueOrDefault(status) - count;
        return counts.Where(count => count.Value != 0).ToDictionary();
    }

    private static string MessageOf(ConcludeInput input, BatchHeader? header) => input.Status switch
    {
        _ when header?.Code == input.Code && !string.IsNullOrEmpty(header.Message) => header.Message,
        _ when input.Code == FaultCodes.CannotLookUp => "The answer was lost, and what happened could not be looked up",
        RecordStatus.Rejected => "The record alone is larger than Marketo takes in a call",
        RecordStatus.Unknown => "Sent, but no usable answer came back, and what happened could not be established",
        _ => "Sent and refused as often as it was tried",
    };
}
