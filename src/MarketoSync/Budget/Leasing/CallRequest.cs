namespace MarketoSync.Budget.Leasing;

/// <summary>What a process tells the book of the calls that it was granted, and what it asks for.</summary>
/// <param name="Worker">The process.</param>
/// <param name="Sequence">Grows with each request of the process: one that is delivered twice counts once.</param>
/// <param name="CountedBefore">
/// Of each call that Marketo has counted since the last request, how many milliseconds ago that was at the latest.
/// </param>
/// <param name="HeldCalls">Granted calls that it keeps: not handed out, or on their way and not counted yet.</param>
/// <param name="HeldSlots">Calls that it will have unanswered at a time at most, until it is granted more.</param>
/// <param name="WantCalls">Calls that it asks for besides.</param>
/// <param name="WantSlots">Calls at a time that it asks for besides.</param>
public sealed record CallRequest(
    string Worker,
    long Sequence,
    IReadOnlyList<int> CountedBefore,
    int HeldCalls,
    int HeldSlots,
    int WantCalls,
    int WantSlots);
