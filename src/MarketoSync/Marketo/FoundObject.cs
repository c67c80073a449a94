namespace MarketoSync.Marketo;

/// <summary>An object that Marketo found.</summary>
/// <param name="Key">The values of the fields that were filtered by, as one text.</param>
/// <param name="CreatedAt">In whole seconds, by Marketo's clock.</param>
/// <param name="UpdatedAt">Likewise, where it was asked for.</param>
public sealed record FoundObject(string Id, string Key, DateTimeOffset CreatedAt, DateTimeOffset? UpdatedAt = null);
