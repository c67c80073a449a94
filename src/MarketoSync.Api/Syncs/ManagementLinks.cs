namespace MarketoSync.Api.Syncs;

/// <summary>
/// What a host sets as a feature of the request where its own links to a run, which hold a key, are to be in the answer
/// (<c>Sync__ExposeManagementUris</c>).
/// </summary>
/// <param name="Of">Gives the links by name for a run's id.</param>
public sealed record ManagementLinks(Func<string, IReadOnlyDictionary<string, string>> Of);
