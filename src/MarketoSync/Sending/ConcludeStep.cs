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
        var results = records.Places.Select(place => records.Result(place, scope, open, input.Status, reasons: [reason])).ToList();

        var header = log?.Header ?? new BatchHeader(open.Batch.Id, open.Sends, default, time.GetUtcNow(), null);
        await new BatchLog(header, [.. log?.Results ?? [], .. results]).WriteAsync(scope.Folder, CancellationToken.None);
        var now = time.GetUtcNow();
        return new BatchOutcome(OutcomeKind.Accepted, "", StepOutcome.ByStatus(results), 0, 0, now, now, CallCount.None);
    }

    private static string MessageOf(ConcludeInput input, BatchHeader? header) => input.Status switch
    {
        _ when header?.Code == input.Code && !string.IsNullOrEmpty(header.Message) => header.Message,
        RecordStatus.Rejected => "The record alone is larger than Marketo takes in a call",
        RecordStatus.Unknown => "Sent, but no usable answer came back, and what happened could not be established",
        _ => "Sent and refused as often as it was tried",
    };
}
