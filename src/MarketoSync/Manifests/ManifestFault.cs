namespace MarketoSync.Manifests;

/// <summary>Why a manifest cannot be used.</summary>
/// <param name="Line">The one-based line of its text.</param>
/// <param name="Text">What is wrong and what to do about it, for the user.</param>
public sealed record ManifestFault(long Line, string Text);
