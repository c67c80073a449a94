namespace MarketoSync.Records;

/// <summary>Why a record ended as it did.</summary>
/// <param name="Code">Marketo's number, or a word of ours, which never looks like one of Marketo's.</param>
public sealed record Reason(string Code, string Message);
