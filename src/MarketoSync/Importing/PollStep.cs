using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Recovery;
using MarketoSync.Sending;

namespace MarketoSync.Importing;

/// <summary>Asks how far a batch's import is. To ask twice does no harm.</summary>
public sealed class PollStep(MarketoClient client, MarketoSettings settings, TimeProvider time)
{
    public async Task<BatchOutcome> RunAsync(RunScope scope, OpenBatch open, CancellationToken cancellation)
    {
        var (log, import, job) = await ImportLog.ReadAsync(scope, open, cancellation);
        var call = Call.Get(import.Status(job.Id), "", settings.TimeoutFor(import.ServerTimeout)) with
        {
            Subject = new(scope.Target.Name, CallSubject.Poll, open.Batch.Count), Template = import.JobTemplate + import.StatusEnd,
        };
        var intents = new LookUpIntents(scope, open, log);
        var result = await client.SendAsync(call, _ => intents.NoteAsync(), cancellation);
        var calls = StepOutcome.CountOf(result).Plus(intents.CutOff);
        var answer = result.Succeeded ? ImportAnswer.TryRead(result.Body) : null;
        if (answer is null)
        {
            var fault = result.Succeeded ? result with { Kind = OutcomeKind.Lost, Code = FaultCodes.UnreadableAnswer } : result;
            return StepOutcome.Of(fault, [], open.Batch.Count, time.GetUtcNow()) with { Calls = calls };
        }

        var code = answer.State == ImportState.Failed ? FaultCodes.ImportFailed : "";
        var told = intents.Log.Header with { Job = answer with { Id = job.Id }, Code = code, Message = code.Length > 0 ? answer.Message : null };
        await (intents.Log with { Header = told }).WriteAsync(scope.Folder, CancellationToken.None);
        return StepOutcome.Of(result with { Code = code }, Array.Empty<RecordResult>(), open.Batch.Count, time.GetUtcNow()) with
        {
            Calls = calls, Import = answer.State,
        };
    }
}
