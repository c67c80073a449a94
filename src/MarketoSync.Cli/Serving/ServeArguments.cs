namespace MarketoSync.Cli.Serving;

/// <summary>What the command line asks of the server.</summary>
/// <param name="Host">An address of this machine, or <c>localhost</c>.</param>
/// <param name="Port">0 takes a free one.</param>
/// <param name="Inbox">The folder that is the inbox, or null for one beside the runs' folder.</param>
public sealed record ServeArguments(string Host, int Port, string Runs, string? Inbox);
