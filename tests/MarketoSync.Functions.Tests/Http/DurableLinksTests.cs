using System.Text;
using System.Text.Json.Nodes;
using MarketoSync.Functions.Tests.Support;
using MarketoSync.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace MarketoSync.Functions.Tests.Http;

/// <summary>The links of Durable Functions, which hold a key of the host, in answers.</summary>
public sealed class DurableLinksTests
{
    private const string Key = "code=a-key-of-the-host";
    private const string Hub = "http://localhost:7071/runtime/webhooks/durabletask/instances/";

    [Fact]
    public async Task By_default_no_answer_holds_a_key()
    {
        await using var app = await StoppedAsync();

        var answer = await CancelAsync(app);

        Assert.DoesNotContain("code=", answer, StringComparison.Ordinal);
        Assert.Null(JsonNode.Parse(answer)!["management"]);
    }

    [Fact]
    public async Task Where_it_is_asked_for_the_answer_holds_all_links_to_the_run_s_instance()
    {
        await using var app = await StoppedAsync();
        app.Sync = app.Sync with { ExposeManagementUris = true };

        var management = JsonNode.Parse(await CancelAsync(app))!["management"]!.AsObject();

        Assert.Equal(
            ["purgeHistoryDeleteUri", "resumePostUri", "sendEventPostUri", "statusQueryGetUri", "suspendPostUri", "terminatePostUri"],
            management.Select(link => link.Key).Order(StringComparer.Ordinal));
        Assert.All(management, link =>
        {
            Assert.StartsWith(Hub + SyncApp.Run, (string)link.Value!, StringComparison.Ordinal);
            Assert.Contains(Key, (string)link.Value!, StringComparison.Ordinal);
        });
    }

    private static async Task<SyncApp> StoppedAsync()
    {
        var app = await SyncApp.StartAsync(new AppOptions { ClientSecret = "wrong" });
        await app.StartRunAsync(10, isNarrow: true);
        await app.Engine.RunAsync();
        Assert.Equal(RunPhase.Stopped, (await app.ActivityAsync())!.Phase);
        return app;
    }

    /// <summary>Cancels the run as the host lets a caller do, and gives the answer's body.</summary>
    private static async Task<string> CancelAsync(SyncApp app)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = "POST";
        (http.Request.Scheme, http.Request.Host) = ("http", new HostString("localhost:7071"));
        http.Response.Body = new MemoryStream();

        await app.Http().CancelAsync(http.Request, SyncApp.Run, OfTheHost(app.Engine.Client));
        await app.Engine.RunAsync();

        Assert.Equal(202, http.Response.StatusCode);
        return Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray());
    }

    /// <summary>The client as a binding gives it, which knows the host's key. Only the worker's own code can make one.</summary>
    private static DurableTaskClient OfTheHost(DurableTaskClient client) => (DurableTaskClient)Activator.CreateInstance(
        typeof(DurableClientAttribute).Assembly.GetType("Microsoft.Azure.Functions.Worker.FunctionsDurableTaskClient", throwOnError: true)!,
        client, "taskHub=MarketoSync&" + Key, "http://localhost:7071/runtime/webhooks/durabletask", null)!;
}
