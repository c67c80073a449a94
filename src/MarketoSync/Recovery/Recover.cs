using System.Globalization;
using MarketoSync.Advice;
using MarketoSync.Budget;
using MarketoSync.Marketo;
using MarketoSync.Records;

namespace MarketoSync.Recovery;

/// <summary>From what came of a batch's step, and what the batch has been through, to what is done next.</summary>
public static class Recover
{
    /// <summary>Below so many records a call that takes too long is not about its size (developer blog, 2015-10-30).</summary>
    private const int FewRecords = 100;

    /// <summary>A token that was just obtained may be refused once more while Marketo's own servers learn of it.</summary>
    private const int MaxSignIns = 3;

    /// <summary>
    /// So many single records refused, and none ever accepted: then the request is at fault and not the records,
    /// and to isolate further would only spend calls.
    /// </summary>
    private const int TellingRefusals = 5;

    /// <summary>Marketo forgets an import after seven days.</summary>
    private static readonly string[] s_importGone = ["404", "610", "1013"];

    /// <summary>How often the parts of an isolated batch are tried.</summary>
    private const int AttemptsOfParts = 2;

    public static Decision Decide(OpenBatch open, BatchOutcome outcome, RecoveryPolicy policy, Situation situation)
    {
        var batch = open with { Sends = open.Sends + 1, IsPartly = open.IsPartly || outcome.Settled.Count > 0, IsSent = open.IsSent || outcome.Calls.Total > 0 };
        if (outcome.Kind == OutcomeKind.Accepted) return AfterAnswer(batch with { SignIns = 0 }, outcome, policy, situation);
        if (outcome.Kind == OutcomeKind.SignInRefused)
            return new Decision.Stop(batch, "Marketo does not accept the credentials. Check Marketo__ClientId and Marketo__ClientSecret.");

        var rule = ErrorRules.For(outcome.Code);
        var mayHaveHappened = batch.Step == BatchStep.Send
            && (outcome.Kind == OutcomeKind.Lost || (outcome.Kind == OutcomeKind.Refused && rule.MayHaveHappened));
        if (rule.Remedy != Remedy.Authenticate) batch = batch with { SignIns = 0 };
        if (mayHaveHappened)
            batch = batch with { LostSince = batch.LostSince ?? outcome.SentAt, LostUntil = outcome.OverAt + policy.Settle };

        return rule.Remedy switch
        {
            Remedy.Authenticate => Authenticate(batch, policy, situation),
            Remedy.Throttle => new Decision.Again(batch with { Due = situation.Now }, "pause"),
            Remedy.WaitForQuota => WaitForQuota(batch, policy, situation),
            Remedy.WaitForSlot => AfterImport.WaitForSlot(batch, policy, situation),
            Remedy.Stop when batch.Step is BatchStep.Poll or BatchStep.Collect && !s_importGone.Contains(outcome.Code) => new Decision.Stop(batch, $"{rule.Meaning} (Marketo's code: {outcome.Code})"),
            Remedy.Stop or Remedy.Isolate when batch.Step != BatchStep.Send => CannotLookUp(batch, outcome, policy, situation),
            Remedy.Stop => new Decision.Stop(batch, $"{rule.Meaning} (Marketo's code: {outcome.Code})"),
            Remedy.SplitBySize when batch.Step == BatchStep.Send => SplitBySize(batch, outcome, policy, situation),
            Remedy.SplitByTime when mayHaveHappened => AfterTooLong(batch, outcome, policy, situation),
            Remedy.Isolate => Isolate(batch, outcome, policy, situation),
            _ when mayHaveHappened => AfterLoss(batch, outcome, policy, situation),
            _ => TryAgain(batch, outcome, policy, situation),
        };
    }

    private static Decision AfterAnswer(OpenBatch batch, BatchOutcome outcome, RecoveryPolicy policy, Situation situation)
    {
        if (outcome.Import is { } state) return AfterImport.Decide(batch, state, policy, situation);

        // Verified before anything else: later steps of the batch, or of its parts, no longer know of the doubt.
        if (batch.Step == BatchStep.Send && outcome.Doubtful > 0 && batch.LostSince is not null)
            return new Decision.Again(batch with { Step = BatchStep.Verify, Due = situation.Now, Attempts = 0 }, "verify");
        if (outcome.Left == 0) return new Decision.Accept();
        if (batch.Step == BatchStep.LookUp) return SendTheRest(batch, outcome, policy, situation);

        return TryTheBusy(batch with { Step = BatchStep.Send }, outcome, policy, situation);
    }

    /// <summary>
    /// Marketo named the records that it was too busy for. There is no other to be found by splitting,
    /// so those are tried again alone, and fail at last.
    /// </summary>
    private static Decision TryTheBusy(OpenBatch batch, BatchOutcome outcome, RecoveryPolicy policy, Situation situation) =>
        batch.Attempts + 1 < policy.MaxAttempts
            ? TryAgain(batch, outcome, policy, situation)
            : Refuse(batch, RecordStatus.Failed, policy, situation);

    /// <summary>What was looked up and not found was not created, so it may be sent without making a second person.</summary>
    private static Decision SendTheRest(OpenBatch batch, BatchOutcome outcome, RecoveryPolicy policy, Situation situation)
    {
        var send = batch with { Step = BatchStep.Send, Due = situation.Now, IsSlow = false };
        if (batch.IsSlow && outcome.Left >= FewRecords) return new Decision.Split(send, IsForSize: false);
        return batch.Attempts < policy.MaxAttempts
            ? new Decision.Again(send, "send the rest")
            : GiveUp(send, outcome, policy, situation);
    }

    private static Decision Authenticate(OpenBatch open, RecoveryPolicy policy, Situation situation)
    {
        var signIns = open.SignIns + 1;
        var batch = open with { SuccessesBeforeSignIn = signIns == 1 ? situation.Successes : open.SuccessesBeforeSignIn };

        // Where other calls go through meanwhile, the tokens as such are good.
        var most = situation.Successes > batch.SuccessesBeforeSignIn ? Math.Max(MaxSignIns, policy.MaxAttempts) : MaxSignIns;
        if (signIns >= most)
            return new Decision.Stop(batch with { SignIns = 0 }, "Marketo refuses its own fresh access tokens. Check that Marketo__BaseUrl and Marketo__IdentityUrl belong to one subscription.");

        var wait = signIns == 1 ? TimeSpan.Zero : policy.FirstBackOff;
        return new Decision.Again(batch with { SignIns = signIns, Due = situation.Now + wait }, "authenticate");
    }

    private static Decision WaitForQuota(OpenBatch batch, RecoveryPolicy policy, Situation situation) => policy.StopOnQuota
        ? new Decision.Stop(batch, "The day's API calls are spent.")
        : new Decision.Hold(batch with { Due = situation.Now }, QuotaDay.NextTry(situation.Now));

    /// <summary>A lone record that is smaller than what was accepted is not refused for its size: a gateway's fault, that may pass.</summary>
    private static Decision SplitBySize(OpenBatch batch, BatchOutcome outcome, RecoveryPolicy policy, Situation situation)
    {
        if (batch.Batch.Count > 1) return new Decision.Split(batch with { Due = situation.Now }, IsForSize: true);

        return policy.DoubtsSizes && batch.Batch.BodyBytes <= situation.Accepted && batch.Attempts + 1 < policy.MaxAttempts
            ? TryAgain(batch, outcome, policy, situation)
            : Refuse(batch, RecordStatus.Rejected, policy, situation);
    }

    private static Decision AfterTooLong(OpenBatch batch, BatchOutcome outcome, RecoveryPolicy policy, Situation situation)
    {
        if (batch.Batch.Count < FewRecords) return AfterLoss(batch, outcome, policy, situation);
        if (policy.IsWriteOnce) return new Decision.Conclude(RecordStatus.Unknown);
        if (!policy.IsIdempotent) return AfterLoss(batch with { IsSlow = true }, outcome, policy, situation);
        return new Decision.Split(batch with { Due = outcome.EndedAt + policy.Settle }, IsForSize: false);
    }

    /// <summary>
    /// Nothing is sent again while Marketo may still be at work on the lost call. Then an idempotent action is sent again;
    /// for the others it is looked up first what the call did, where that can be.
    /// </summary>
    private static Decision AfterLoss(OpenBatch batch, BatchOutcome outcome, RecoveryPolicy policy, Situation situation)
    {
        if (policy.IsWriteOnce) return new Decision.Conclude(RecordStatus.Unknown);

        var failed = CountFailure(batch, situation) with { Due = outcome.EndedAt + policy.Settle };
        if (!policy.IsIdempotent) return new Decision.Again(failed with { Step = BatchStep.LookUp }, "reconcile");
        if (failed.Attempts >= policy.MaxAttempts) return GiveUp(failed, outcome, policy, situation);

        var wait = BackOff.Delay(policy.FirstBackOff, failed.Attempts, batch.Batch.Id);
        return new Decision.Again(failed with { Due = Later(failed.Due, situation.Now + wait) }, "send again");
    }

    private static Decision TryAgain(OpenBatch batch, BatchOutcome outcome, RecoveryPolicy policy, Situation situation)
    {
        var failed = CountFailure(batch, situation);
        if (failed.Attempts >= policy.MaxAttempts) return GiveUp(failed, outcome, policy, situation);

        var wait = BackOff.Delay(policy.FirstBackOff, failed.Attempts, batch.Batch.Id);
        return new Decision.Again(failed with { Due = situation.Now + wait }, "back off");
    }

    /// <summary>
    /// If the fault is one of the service and nothing succeeded since the batch first met it, Marketo is out of reach for all.
    /// Else the batch is at fault, or a record of it.
    /// </summary>
    private static Decision GiveUp(OpenBatch batch, BatchOutcome outcome, RecoveryPolicy policy, Situation situation)
    {
        if (ErrorRules.For(outcome.Code).IsOfService && situation.Successes <= batch.SuccessesBefore)
        {
            return new Decision.Stop(
                batch with { Attempts = 0, SuccessesBefore = null },
                $"Marketo is out of reach or does not answer as it should. The last fault was: {CallErrorNames.Described(outcome.Code)}.");
        }

        return batch.Step == BatchStep.Send ? Isolate(batch, outcome, policy, situation) : CannotLookUp(batch, outcome, policy, situation);
    }

    private static Decision Isolate(OpenBatch batch, BatchOutcome outcome, RecoveryPolicy policy, Situation situation)
    {
        if (batch.Batch.Count > 1)
        {
            var attempts = Math.Max(0, policy.MaxAttempts - AttemptsOfParts);
            return new Decision.Split(batch with { Attempts = attempts, Due = Later(batch.Due, situation.Now) }, IsForSize: false);
        }

        var most = situation.Successes == 0 ? TellingRefusals : policy.MostLonelyRefusals;
        return most > 0 && situation.LonelyRefusals >= most - 1
            ? new Decision.Stop(batch, RefusesAll(outcome.Code, situation.Successes > 0 ? most : null))
            : Refuse(batch, RecordStatus.Failed, policy, situation);
    }

    private static string RefusesAll(string code, int? inARow) => inARow is { } count
        ? string.Create(CultureInfo.InvariantCulture, $"Marketo refused {count} records in a row, one by one, the last with code {code}. A field may have been removed or renamed meanwhile: check their names. If the records are at fault, resume the run.")
        : $"Marketo refuses every record, one by one, with code {code}. The request is at fault: check the lookup field and the names of the fields.";

    /// <summary>
    /// An idempotent action may have been carried out by an earlier call whose answer was lost, and rows by an import that broke down;
    /// the others were looked up since, and what was found is settled.
    /// </summary>
    private static Decision.Conclude Refuse(OpenBatch batch, RecordStatus status, RecoveryPolicy policy, Situation situation)
    {
        if (batch.Breakdowns > 0) return new(RecordStatus.Unknown);
        if (batch.LostSince is null || !policy.IsIdempotent) return new(status);

        return policy.CanProve && batch.Batch.Count == 1
            ? new(RecordStatus.Unknown, batch with { Step = BatchStep.Verify, Due = Later(batch.Due, situation.Now), Attempts = 0, IfNotDone = status })
            : new(RecordStatus.Unknown);
    }

    /// <summary>
    /// What cannot be looked up stays unknown. An update that cannot be verified stays one, for it is no less in Marketo.
    /// </summary>
    private static Decision CannotLookUp(OpenBatch batch, BatchOutcome outcome, RecoveryPolicy policy, Situation situation)
    {
        if (batch.Step is BatchStep.LookUp or BatchStep.Poll or BatchStep.Collect || !policy.IsIdempotent) return new Decision.Conclude(RecordStatus.Unknown);
        return outcome.Left > 0
            ? new Decision.Again(batch with { Step = BatchStep.Send, Due = situation.Now }, "send the rest")
            : new Decision.Accept();
    }

    private static OpenBatch CountFailure(OpenBatch batch, Situation situation) => batch with
    {
        Attempts = batch.Attempts + 1,
        SuccessesBefore = batch.SuccessesBefore ?? situation.Successes,
    };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
