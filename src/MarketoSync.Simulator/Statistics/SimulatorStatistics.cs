namespace MarketoSync.Simulator;

/// <summary>What the simulator has seen since its start or its last reset.</summary>
/// <param name="RestCalls">Requests under /rest and /bulk, refused and broken ones included.</param>
/// <param name="AcceptedCalls">Those that got past token and limits; they count towards rate and quota.</param>
/// <param name="RefusedCalls">All others.</param>
/// <param name="IdentityCalls">Requests to Identity.</param>
/// <param name="WriteCalls">Accepted calls to endpoints that write.</param>
/// <param name="MaxCallsInWindow">The most accepted calls in any window of the rate limit.</param>
/// <param name="MaxOfferedInWindow">The most calls with a good token in any window, refused ones included.</param>
/// <param name="MaxConcurrentCalls">The most accepted calls in flight at one time.</param>
/// <param name="QuotaUsed">Accepted calls of the current quota day.</param>
/// <param name="RequestBytes">Bytes of request bodies.</param>
/// <param name="ResponseBytes">Bytes of response bodies as sent.</param>
/// <param name="Outcomes">
/// REST calls by what the caller got: <c>ok</c>, a response-level code, <c>http-503</c>, <c>reset</c>, <c>truncated</c>, <c>cut</c>, <c>empty</c>, <c>html</c>.
/// <c>simulator-bug</c> means that the simulator itself failed.
/// </param>
/// <param name="Faults">Faults that struck, by name.</param>
public sealed record SimulatorStatistics(
    long RestCalls,
    long AcceptedCalls,
    long RefusedCalls,
    long IdentityCalls,
    long WriteCalls,
    int MaxCallsInWindow,
    int MaxOfferedInWindow,
    int MaxConcurrentCalls,
    long QuotaUsed,
    long RequestBytes,
    long ResponseBytes,
    IReadOnlyDictionary<string, long> Outcomes,
    IReadOnlyDictionary<string, long> Faults);
