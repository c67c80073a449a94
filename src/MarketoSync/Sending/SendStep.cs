using MarketoSync.Importing;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Recovery;
using MarketoSync.Runs;

namespace MarketoSync.Sending;

/// <summary>
/// Sends the records of a batch that have no result yet. The intent is stored before the call, and the results with the outcome after it;
/// taken a second time, it gives the outcome that is stored, or says that the first call's answer is lost.
/// </summary>
/// <param name="mayBeAlive">Whether a process that is believed dead may still be at work, because the engine knows others only by their silence.</param>
public sealed class SendStep(MarketoClient client, MarketoSettings settings, TimeProvider time, bool mayBeAlive)
{
    public async Task<BatchOutcome> RunAsync(RunScope scope, OpenBatch open, CancellationToken cancellation)
    {
        var log = await BatchLog.ReadAsync(scope.Folder, open.Batch.Id, cancellation);
        if (log?.Header.Send == open.Sends) return log.Header.Outcome ?? Interrupted(log.Header, scope);
        if (log?.Header.Send > open.Sends) return Interrupted(log.Header, scope);

        var records = await OpenRecords.ReadAsync(scope, open, log, cancellation);
        if (records.Places.Count == 0) return NothingLeft();

        var before = log?.Results ?? [];
        var intent = default(BatchLog);
        var call = scope.Import is { } import ? ImportUpload.Of(scope, import, records, settings) : SyncCall.Of(scope, records, settings);
        var result = await client.SendAsync(call, NoteIntentAsync, cancellation);
        if (result.Reached) scope.Telemetry.Batches.Sent(scope, records.Places.Count, call.Body?.Length ?? 0);

        var job = scope.Import is not null && result.Succeeded ? ImportAnswer.TryRead(result.Body) : null;
        var (outcome, results) = scope.Import is null
            ? await JudgeAsync(scope, open, records, result, cancellation)
            : (JudgeUpload(job, records, result), []);
        var header = BatchHeader.Of(open, result.SentAt, intent?.Header.NotedAt ?? time.GetUtcNow()) with
        {
            Outcome = outcome, Code = result.Code, Message = result.Message, Job = job,
        };
        await new BatchLog(header, [.. before, .. results], (intent ?? log)?.Version).WriteAsync(scope.Folder, CancellationToken.None);
        scope.Telemetry.Batches.Settled(scope, outcome.Settled);
        return outcome;

        async Task NoteIntentAsync(DateTimeOffset sentAt)
        {
            intent = await new BatchLog(BatchHeader.Of(open, sentAt, time.GetUtcNow()), before, log?.Version).WriteAsync(scope.Folder, CancellationToken.None);
        }
    }

    private async Task<(BatchOutcome Outcome, IReadOnlyList<RecordResult> Results)> JudgeAsync(
        RunScope scope, OpenBatch open, OpenRecords records, CallResult result, CancellationToken cancellation)
    {
        if (!result.Succeeded) return (StepOutcome.Of(result, [], records.Places.Count, time.GetUtcNow()), []);

        if (AnswerOrder.Of(AnswerReader.TryRead(result.Body.Span)?.Items, records.Places.Count) is not { } items)
        {
            // Without one item for each record it cannot be told which item is whose.
            var lost = result with { Kind = OutcomeKind.Lost, Code = FaultCodes.WrongCount };
            return (StepOutcome.Of(lost, [], records.Places.Count, time.GetUtcNow()), []);
        }

        var (results, leftFor) = Read(scope, open, records, items);
        var isDoubtful = open.LostSince is not null;
        if (isDoubtful && LostWork.Of(scope.Operation, results) is { Count: > 0 } gone)
            results = LostWork.Credit(scope.Operation, results, await records.FirstOfTheirKeysAsync(scope, gone, cancellation));

        var outcome = StepOutcome.Of(result with { Code = leftFor }, results, records.Places.Count - results.Count, time.GetUtcNow());
        return (outcome with { Doubtful = isDoubtful ? results.Count(result => Doubt.MayHideCreation(scope, result)) : 0 }, results);
    }

    /// <returns>Results, and the code for which the other records are to be sent again.</returns>
    private static (IReadOnlyList<RecordResult> Results, string LeftFor) Read(
        RunScope scope, OpenBatch open, OpenRecords records, IReadOnlyList<AnswerItem> items)
    {
        var results = new List<RecordResult>();
        var leftFor = "";
        for (var item = 0; item < items.Count; item++)
        {
            var verdict = RecordVerdict.Of(items[item], scope.Operation);
            if (verdict.Status is { } status)
                results.Add(records.Result(records.Places[item], scope, open, status, verdict.Id, verdict.Reasons));
            else
                leftFor = verdict.Reasons![0].Code;
        }

        return (results, leftFor);
    }

    /// <summary>Without the import's number nothing is known of it.</summary>
    private BatchOutcome JudgeUpload(ImportJob? job, OpenRecords records, CallResult result)
    {
        var judged = result.Succeeded && job is null ? result with { Kind = OutcomeKind.Lost, Code = FaultCodes.UnreadableAnswer } : result;
        return StepOutcome.Of(judged, Array.Empty<RecordResult>(), records.Places.Count, time.GetUtcNow()) with { Import = job?.State };
    }

    /// <summary>
    /// The process that sent it died, and its call with it. Of one that may be alive the call goes on no longer than its time-out.
    /// </summary>
    private BatchOutcome Interrupted(BatchHeader header, RunScope scope)
    {
        var now = time.GetUtcNow();
        var latest = header.NotedAt + settings.TimeoutFor(scope.SendTimeout);
        var ended = latest < now || mayBeAlive ? latest : now;
        return new BatchOutcome(
            OutcomeKind.Lost, FaultCodes.Interrupted, BatchOutcome.NoneSettled, 0, 0,
            header.SentAt, ServerClock.AtMost(header.SentAt, ended - header.NotedAt), ended, CallCount.Error(FaultCodes.Interrupted));
    }

    private BatchOutcome NothingLeft() => new(
        OutcomeKind.Accepted, "", BatchOutcome.NoneSettled, 0, 0, default, default, time.GetUtcNow(), CallCount.None);
}
