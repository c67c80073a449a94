using MarketoSync.Marketo;
using MarketoSync.Runs;

namespace MarketoSync.Configuration;

/// <summary>How the service takes records in.</summary>
/// <param name="Schedule">When to drain the queue and look into the inbox: NCRONTAB with six fields, seconds first. Null: never.</param>
/// <param name="Inbox">The container or folder where files are put to be synced.</param>
/// <param name="InboxOptions">What is done with a file in the inbox.</param>
/// <param name="WebhookSecret">What webhooks sign with, or null if none does.</param>
/// <param name="ApiKey">What callers of the local server show, or null if it serves its own machine only.</param>
/// <param name="ExposeManagementUris">Whether answers may carry Durable Functions' own management links, which hold a key.</param>
/// <param name="KeepHistory">How long to keep the engine's history of a run that is over, and the keys that requests were made under.</param>
public sealed record SyncSettings(
    string? Schedule,
    string Inbox,
    SyncOptions InboxOptions,
    Secret? WebhookSecret,
    Secret? ApiKey,
    bool ExposeManagementUris,
    TimeSpan KeepHistory)
{
    /// <summary>When to remove what was kept long enough: hourly, off the full hour. NCRONTAB with six fields.</summary>
    public const string UpkeepSchedule = "0 17 * * * *";
}
