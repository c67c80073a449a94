using MarketoSync.Api.Syncs;
using MarketoSync.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace MarketoSync.Functions.Http;

/// <summary>Durable Functions' own links to an instance. They hold a key, so they are shown only where that was asked for.</summary>
internal static class DurableLinks
{
    public static void Allow(HttpRequest request, DurableTaskClient client, SyncSettings settings)
    {
        if (settings.ExposeManagementUris) request.HttpContext.Features.Set(new ManagementLinks(run => Of(client, run)));
    }

    private static Dictionary<string, string> Of(DurableTaskClient client, string run)
    {
        var links = client.CreateHttpManagementPayload(run);
        var all = new Dictionary<string, string?>
        {
            ["statusQueryGetUri"] = links.StatusQueryGetUri,
            ["sendEventPostUri"] = links.SendEventPostUri,
            ["terminatePostUri"] = links.TerminatePostUri,
            ["suspendPostUri"] = links.SuspendPostUri,
            ["resumePostUri"] = links.ResumePostUri,
            ["purgeHistoryDeleteUri"] = links.PurgeHistoryDeleteUri,
        };
        return all.Where(link => link.Value is not null).ToDictionary(link => link.Key, link => link.Value!);
    }
}
