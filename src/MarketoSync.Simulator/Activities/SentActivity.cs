namespace MarketoSync.Simulator;

/// <summary>One activity of a call as read.</summary>
/// <param name="Key">Lead id, type id, date and primary value as sent, with bars between.</param>
/// <param name="Error">The first reason to skip it but a missing lead; no code for a good one.</param>
internal sealed record SentActivity(
    string Key, long LeadId, long TypeId, string Date, object? Primary, IReadOnlyDictionary<string, object> Attributes, ApiError Error);
