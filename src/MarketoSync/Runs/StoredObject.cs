namespace MarketoSync.Runs;

/// <summary>A small object as it was read.</summary>
/// <param name="Version">Tells this content from what others write in its place: an opaque text of the store's.</param>
public sealed record StoredObject(ReadOnlyMemory<byte> Content, string Version);
