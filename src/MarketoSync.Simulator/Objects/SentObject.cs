namespace MarketoSync.Simulator;

/// <summary>One record of a call as read.</summary>
/// <param name="Values">By field ordinal: null for a field left out, <see cref="FieldValue.Cleared"/> for one to clear.</param>
/// <param name="Id">The id or marketoGUID that the record carries; null for none.</param>
/// <param name="Key">The key that the call looks it up by, an id or key fields; null where it is not whole.</param>
/// <param name="Error">The first reason to skip the record; the code is null if there is none.</param>
internal sealed record SentObject(object?[] Values, string? Id, string? Key, ApiError Error);
