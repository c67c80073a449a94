namespace MarketoSync.Orchestration;

/// <summary>What a run holds.</summary>
/// <param name="Stored">Records to be sent.</param>
/// <param name="Batches">Batches that they make at the configured limits.</param>
/// <param name="Bytes">Of their request bodies.</param>
/// <param name="Calls">Requests to the REST API that were made for the run before it began.</param>
/// <param name="Rejected">Records that intake rejected.</param>
public sealed record PlanOutput(uint Stored, int Batches, long Bytes = 0, CallCount? Calls = null, long Rejected = 0);
