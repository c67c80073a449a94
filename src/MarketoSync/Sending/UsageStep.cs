using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Runs;

namespace MarketoSync.Sending;

/// <summary>
/// Asks Marketo how many of the subscription's calls of today are used. Should that fail there is nothing to be known, and nothing that
/// stops a run.
/// </summary>
public sealed class UsageStep(MarketoClient client, MarketoSettings settings)
{
    // The default of all endpoints (rest-api.md).
    private static readonly TimeSpan s_serverTimeout = TimeSpan.FromSeconds(30);

    public async Task<UsageLook> RunAsync(IRunFolder folder, UsageInput input, CancellationToken cancellation)
    {
        var begun = await UsageCalls.ReadAsync(folder, cancellation) is { } calls && calls.Look == input.Look ? calls.Begun : 0;
        var (used, result) = await AskAsync(_ => new UsageCalls(input.Look, begun + 1).WriteAsync(folder), cancellation);
        return new UsageLook(used, settings.DailyQuota, settings.QuotaReserve, StepOutcome.CountOf(result).Plus(CallCount.CutOff(begun)));
    }

    /// <summary>Makes the call, once.</summary>
    /// <returns>What is used, or null with what came of the call.</returns>
    public async Task<(long? Used, CallResult Result)> AskAsync(Func<DateTimeOffset, Task> aboutToSend, CancellationToken cancellation)
    {
        var call = Call.Get(UsageReader.Path, "", settings.TimeoutFor(s_serverTimeout));
        var result = await client.SendAsync(call, aboutToSend, cancellation);
        if (!result.Succeeded) return (null, result);

        return UsageReader.TryRead(result.Body) is { } used ? (used, result) : (null, result with { Code = FaultCodes.UnreadableAnswer });
    }
}
