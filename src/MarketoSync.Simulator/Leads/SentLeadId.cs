namespace MarketoSync.Simulator;

/// <summary>A lead's id as a call sends it.</summary>
/// <param name="Text">As sent; empty where the record has none.</param>
/// <param name="Id">0 where the text is no id.</param>
/// <param name="Error">Why the record is skipped for this alone; no code for a good one.</param>
internal readonly record struct SentLeadId(string Text, long Id, ApiError Error);
