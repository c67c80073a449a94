namespace MarketoSync.Simulator;

/// <summary>What became of one record: an id and created or updated, or skipped with a reason and without an id.</summary>
internal readonly record struct RecordResult(LedgerEffect Effect, long Id, ApiError Reason)
{
    public static RecordResult Skipped(string code, string message) => new(LedgerEffect.Skipped, 0, new ApiError(code, message));
}
