namespace MarketoSync.Api.Records;

/// <summary>The answer to records that were posted: they are kept safely, and go with the next run of those that wait.</summary>
public sealed record RecordsQueued(string Status, int Records);
