namespace MarketoSync.Marketo;

/// <summary>A lead that Marketo found.</summary>
/// <param name="Key">The value of the field that was filtered by.</param>
/// <param name="CreatedAt">In whole seconds, by Marketo's clock.</param>
public sealed record FoundLead(string Id, string Key, DateTimeOffset CreatedAt);
