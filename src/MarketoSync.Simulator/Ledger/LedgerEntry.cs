namespace MarketoSync.Simulator;

/// <summary>The effect of one call on one record. A call that was refused as a whole leaves no entry.</summary>
/// <param name="Call">
/// The number of the REST call, 1 for the first; calls are numbered as they arrive. For a row of an import, the call that uploaded it.
/// </param>
/// <param name="Index">The record's place in the call, or the row's in its file, from 0.</param>
/// <param name="LookupField">The field by which the call looked records up; the fields of a compound key with a bar between.</param>
/// <param name="Key">
/// The record's value of that field as sent; values of a compound key with a bar between; empty where it had none. For lists and
/// program members the lead's id; for activities lead id, type id, date and primary value with bars between.
/// </param>
/// <param name="Code">Why the record was skipped, for a row of an import its failure reason; null otherwise.</param>
/// <param name="LeadId">The lead that was written or concerned; 0 for a skipped record and for an object that is no lead's.</param>
/// <param name="At">When it was applied.</param>
public readonly record struct LedgerEntry(
    long Call, int Index, string LookupField, string Key, LedgerEffect Effect, string? Code, long LeadId, DateTimeOffset At)
{
    /// <summary>The marketoGUID or id of an object that is not a lead; null for leads and for a skipped record.</summary>
    public string? ObjectId { get; init; }

    /// <summary>The word Marketo's answer has for the effect.</summary>
    public static string NameOf(LedgerEffect effect) => effect switch
    {
        LedgerEffect.Created => "created",
        LedgerEffect.Updated => "updated",
        LedgerEffect.Deleted => "deleted",
        LedgerEffect.Added => "added",
        LedgerEffect.Removed => "removed",
        _ => "skipped",
    };
}
