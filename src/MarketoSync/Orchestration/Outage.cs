using MarketoSync.Advice;
using MarketoSync.Marketo;
using MarketoSync.Recovery;

namespace MarketoSync.Orchestration;

/// <summary>
/// When call after call fails for a reason of the service, the run rests, longer each time, and then tries with one call.
/// If that goes on, it stops: an outage must use up neither the batches' attempts nor the day's calls.
/// </summary>
internal static class Outage
{
    public const string WaitingFor = "Marketo to answer again";

    public static Work After(Work work, BatchOutcome outcome, DateTimeOffset now)
    {
        if (!IsOfService(outcome)) return work with { ServiceFaults = 0 };

        // What was in flight when it began tells no more than one call does.
        var faults = work.ServiceFaults + 1;
        var tries = faults - work.Input.MaxInFlight;
        if (tries <= 0) return work with { ServiceFaults = faults };
        if (tries >= work.Input.Policy.MaxAttempts)
        {
            return work with
            {
                ServiceFaults = 0,
                StopReason = work.StopReason
                    ?? $"Marketo is out of reach or does not answer as it should. The last fault was: {CallErrorNames.Described(outcome.Code)}.",
            };
        }

        var until = now + BackOff.Delay(work.Input.Policy.FirstBackOff, tries, WaitingFor);
        if (work.HoldUntil > until) return work with { ServiceFaults = faults };

        return work with
        {
            ServiceFaults = faults,
            HoldUntil = until,
            HoldFor = WaitingFor,
            IsOnTrial = true,
        };
    }

    private static bool IsOfService(BatchOutcome outcome) =>
        outcome.Kind is OutcomeKind.Refused or OutcomeKind.Lost or OutcomeKind.NotSent && ErrorRules.For(outcome.Code).IsOfService;
}
