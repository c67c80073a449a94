namespace MarketoSync.Simulator;

/// <summary>One record of an object as it is now.</summary>
/// <param name="Id">Its marketoGUID, or its id as text.</param>
/// <param name="Values">Every field that has a value: string, int, double or bool.</param>
public sealed record ObjectSnapshot(
    string Id, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, IReadOnlyDictionary<string, object> Values);
