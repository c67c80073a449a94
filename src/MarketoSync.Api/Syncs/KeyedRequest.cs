using MarketoSync.Inbox;

namespace MarketoSync.Api.Syncs;

/// <summary>What was asked for under an <c>Idempotency-Key</c>, and the run that came of it.</summary>
/// <param name="Options">What was asked for beside the body.</param>
/// <param name="Body">The SHA-256 of the body.</param>
/// <param name="File">The inbox's file that was asked for. Its run is found by it, and <paramref name="Run"/> is empty.</param>
public sealed record KeyedRequest(string Run, string Options, string Body, InboxFile? File = null)
{
    public bool Asks(KeyedRequest other) => Options == other.Options && Body == other.Body;
}
