namespace MarketoSync.Simulator;

/// <summary>What became of one record of a call.</summary>
/// <param name="ObjectId">The id or marketoGUID of what was written; null where nothing was.</param>
/// <param name="LeadId">The lead concerned; 0 for none.</param>
internal readonly record struct Outcome(LedgerEffect Effect, string? ObjectId, long LeadId, ApiError Reason)
{
    public bool IsSkipped => Effect is LedgerEffect.Skipped;

    public static Outcome Of(LedgerEffect effect, string? objectId = null, long leadId = 0) => new(effect, objectId, leadId, default);

    public static Outcome Skipped(ApiError reason) => new(LedgerEffect.Skipped, null, 0, reason);

    public static Outcome Skipped(string code, string message) => Skipped(new ApiError(code, message));
}
