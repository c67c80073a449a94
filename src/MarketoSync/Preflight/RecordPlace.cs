namespace MarketoSync.Preflight;

/// <summary>Where a record is in the source.</summary>
/// <param name="Record">Its zero-based number.</param>
/// <param name="Line">Its one-based line.</param>
public sealed record RecordPlace(uint Record, uint Line);
