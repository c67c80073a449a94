namespace MarketoSync.Simulator;

/// <summary>One lead as it is now.</summary>
/// <param name="Values">Every field that has a value: string, int, double or bool. Empty where values are not kept.</param>
public sealed record LeadSnapshot(long Id, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, IReadOnlyDictionary<string, object> Values);
