using MarketoSync.Inbox;

namespace MarketoSync.Cli.Running;

/// <summary>Leaves a file where it is: the server whose inbox it is in files it away when it next looks there.</summary>
internal sealed class LeftInInbox : IFiling
{
    public Task FileAwayAsync(string run, CancellationToken cancellation) => Task.CompletedTask;
}
