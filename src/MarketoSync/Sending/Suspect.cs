namespace MarketoSync.Sending;

/// <summary>A record that a lost call may have created.</summary>
/// <param name="Value">What to find it by.</param>
/// <param name="Previous">
/// The stored position of the record before it that has the same key, or <see cref="Records.RecordIndexEntry.None"/>.
/// </param>
/// <param name="Record">Its JSON object.</param>
public sealed record Suspect(string Value, uint Previous, ReadOnlyMemory<byte> Record);
