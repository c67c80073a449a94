using MarketoSync.Api;
using MarketoSync.Api.Records;
using MarketoSync.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace MarketoSync.Functions.Http;

/// <summary>
/// Records from webhooks, and the queue that they wait in. A webhook may sign instead of showing a key, which the host does not know how
/// to check: so it lets all pass here.
/// </summary>
public sealed class RecordsFunctions(
    RecordsApi records, [FromKeyedServices(ServiceSetup.WithKey)] RecordsApi recordsWithKey, QueueApi queue, HostKeys keys)
{
    [Function("Records")]
    public async Task RecordsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = ApiPaths.Records)] HttpRequest request, string target, CancellationToken stop) =>
        await keys.ChooseAsync(
            request,
            () => recordsWithKey.RecordsAsync(request.HttpContext, target),
            () => records.RecordsAsync(request.HttpContext, target),
            stop);

    [Function("Queue")]
    public Task QueueAsync([HttpTrigger(AuthorizationLevel.Function, Route = ApiPaths.Queue)] HttpRequest request) =>
        queue.QueueAsync(request.HttpContext);

    [Function("PutBack")]
    public Task PutBackAsync([HttpTrigger(AuthorizationLevel.Function, Route = ApiPaths.PutBack)] HttpRequest request) =>
        queue.PutBackAsync(request.HttpContext);
}
