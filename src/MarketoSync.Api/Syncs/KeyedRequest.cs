namespace MarketoSync.Api.Syncs;

/// <summary>What was asked for under an <c>Idempotency-Key</c>, and the run that came of it.</summary>
/// <param name="Options">What was asked for beside the body.</param>
/// <param name="Body">The SHA-256 of the body.</param>
public sealed record KeyedRequest(string Run, string Options, string Body)
{
    public bool Asks(KeyedRequest other) => Options == other.Options && Body == other.Body;
}
