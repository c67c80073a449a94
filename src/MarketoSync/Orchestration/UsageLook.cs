namespace MarketoSync.Orchestration;

/// <summary>What a look at the subscription's usage found, and what it is held against.</summary>
/// <param name="Used">Calls of today, whoever made them; null if that could not be learned.</param>
/// <param name="Quota">Calls that the subscription has a day.</param>
/// <param name="Reserve">Those of them that are to be left to others.</param>
public sealed record UsageLook(long? Used, long Quota, long Reserve, CallCount Calls);
