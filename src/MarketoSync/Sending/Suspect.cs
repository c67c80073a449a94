namespace MarketoSync.Sending;

/// <summary>A record that a lost call may have created.</summary>
/// <param name="Value">What to find it by.</param>
/// <param name="Key">Its key.</param>
/// <param name="IsRepeat">Whether an earlier record of the run has the same key.</param>
public sealed record Suspect(string Value, string? Key, bool IsRepeat);
