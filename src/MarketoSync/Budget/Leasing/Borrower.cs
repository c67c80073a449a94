namespace MarketoSync.Budget.Leasing;

/// <summary>A process in the book.</summary>
/// <param name="Calls">Calls that it was granted and that are not known to be counted.</param>
/// <param name="Slots">Calls that it may have unanswered at a time.</param>
/// <param name="HeardAt">When it last asked.</param>
/// <param name="WaitingSince">Since when it has asked in vain.</param>
/// <param name="Grant">The answer to its last request.</param>
public sealed record Borrower(
    string Worker, int Calls, int Slots, DateTimeOffset HeardAt, DateTimeOffset? WaitingSince, CallGrant Grant);
