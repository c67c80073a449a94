namespace MarketoSync.Api.Health;

/// <summary>Whether the server is up and, where that was asked for, whether what it needs answers.</summary>
/// <param name="Status"><c>up</c>, or <c>degraded</c> if something that it needs does not answer.</param>
/// <param name="Storage"><c>ok</c>, <c>failing</c> or <c>slow</c>.</param>
/// <param name="Marketo">Of the identity endpoint: <c>ok</c>, <c>refused</c> (the credentials), <c>unreachable</c> or <c>slow</c>.</param>
public sealed record HealthStatus(string Status, string? Storage = null, string? Marketo = null)
{
    internal const string Ok = "ok";
    internal const string Slow = "slow";
}
