using MarketoSync.Api;
using MarketoSync.Api.Syncs;
using MarketoSync.Configuration;
using MarketoSync.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace MarketoSync.Functions.Http;

/// <summary>The runs of the HTTP API, behind a function key.</summary>
public sealed class SyncsFunctions(SyncsApi api, DurableClients clients, SyncSettings settings)
{
    [Function("Syncs")]
    public Task SyncsAsync(
        [HttpTrigger(AuthorizationLevel.Function, Route = ApiPaths.Syncs)] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        With(request, client, () => api.SyncsAsync(request.HttpContext));

    [Function("Sync")]
    public Task SyncAsync(
        [HttpTrigger(AuthorizationLevel.Function, Route = ApiPaths.Sync)] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        With(request, client, () => api.SyncAsync(request.HttpContext, id));

    [Function("Report")]
    public Task ReportAsync(
        [HttpTrigger(AuthorizationLevel.Function, Route = ApiPaths.Report)] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        With(request, client, () => api.ReportAsync(request.HttpContext, id));

    [Function("Results")]
    public Task ResultsAsync(
        [HttpTrigger(AuthorizationLevel.Function, Route = ApiPaths.Results)] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        With(request, client, () => api.ResultsAsync(request.HttpContext, id));

    [Function("Cancel")]
    public Task CancelAsync(
        [HttpTrigger(AuthorizationLevel.Function, Route = ApiPaths.Cancel)] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        With(request, client, () => api.CancelAsync(request.HttpContext, id));

    [Function("Resume")]
    public Task ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Function, Route = ApiPaths.Resume)] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        With(request, client, () => api.ResumeAsync(request.HttpContext, id));

    [Function("Retry")]
    public Task RetryAsync(
        [HttpTrigger(AuthorizationLevel.Function, Route = ApiPaths.Retry)] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        With(request, client, () => api.RetryAsync(request.HttpContext, id));

    private Task With(HttpRequest request, DurableTaskClient client, Func<Task> work)
    {
        DurableLinks.Allow(request, client, settings);
        return clients.With(client, work);
    }
}
