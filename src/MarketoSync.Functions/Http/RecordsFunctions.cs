using MarketoSync.Api;
using MarketoSync.Api.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MarketoSync.Functions.Http;

/// <summary>
/// Records from webhooks, and the queue that they wait in. A webhook may sign instead of showing a key, which the host does not know how
/// to check: so it lets records pass, and the API checks signature or key.
/// </summary>
public sealed class RecordsFunctions(RecordsApi records, QueueApi queue)
{
    [Function("Records")]
    public Task RecordsAsync([HttpTrigger(AuthorizationLevel.Anonymous, Route = ApiPaths.Records)] HttpRequest request, string target) =>
        records.RecordsAsync(request.HttpContext, target);

    [Function("Queue")]
    public Task QueueAsync([HttpTrigger(AuthorizationLevel.Function, Route = ApiPaths.Queue)] HttpRequest request) =>
        queue.QueueAsync(request.HttpContext);

    [Function("PutBack")]
    public Task PutBackAsync([HttpTrigger(AuthorizationLevel.Function, Route = ApiPaths.PutBack)] HttpRequest request) =>
        queue.PutBackAsync(request.HttpContext);
}
