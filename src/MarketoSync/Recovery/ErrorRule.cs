namespace MarketoSync.Recovery;

/// <summary>What an error of a whole call means for recovery.</summary>
/// <param name="MayHaveHappened">Whether Marketo may have carried the call out, in whole or in part, all the same.</param>
/// <param name="IsOfService">Whether it says that Marketo, or the way there, is down, rather than that this call is bad.</param>
/// <param name="Meaning">What to tell the person who has to act, where one has.</param>
public sealed record ErrorRule(Remedy Remedy, bool MayHaveHappened = false, bool IsOfService = false, string? Meaning = null);
