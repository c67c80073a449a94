namespace MarketoSync.Simulator;

/// <summary>The effect of one call on one record. A call that was refused as a whole leaves no entry.</summary>
/// <param name="Call">The number of the REST call, 1 for the first; calls are numbered as they arrive.</param>
/// <param name="Index">The record's place in the call, from 0.</param>
/// <param name="LookupField">The field by which the call looked leads up.</param>
/// <param name="Key">The record's value of that field as sent; empty where it had none.</param>
/// <param name="Code">Why the record was skipped; null otherwise.</param>
/// <param name="LeadId">The lead created or updated; 0 for a skipped record.</param>
/// <param name="At">When it was applied.</param>
public readonly record struct LedgerEntry(
    long Call, int Index, string LookupField, string Key, LedgerEffect Effect, string? Code, long LeadId, DateTimeOffset At)
{
    /// <summary>The word Marketo's answer has for the effect.</summary>
    public static string NameOf(LedgerEffect effect) => effect switch
    {
        LedgerEffect.Created => "created",
        LedgerEffect.Updated => "updated",
        _ => "skipped",
    };
}
