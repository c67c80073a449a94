using MarketoSync.Orchestration;
using MarketoSync.Preflight;

namespace MarketoSync.Runs;

/// <summary>What is known of a run before its records are read.</summary>
/// <param name="Request">With the fields that tell records apart.</param>
/// <param name="Plan">What the records are held against, if they are.</param>
/// <param name="Calls">Requests to the REST API that it took.</param>
/// <param name="Unchecked">Why the records are held against nothing although that was wanted: a sentence.</param>
public sealed record Prepared(SyncRequest Request, PreflightPlan? Plan, CallCount Calls, string? Unchecked = null)
{
    /// <summary>Without a look at what Marketo tells of the object.</summary>
    public static Prepared Without(SyncRequest request, string? reason = null) => new(request, null, CallCount.None, reason);
}
