namespace MarketoSync.Intake;

/// <summary>A checked record that is not stored yet, with where it came from.</summary>
internal readonly record struct WaitingRecord(uint Record, uint Line, byte[] Text);
