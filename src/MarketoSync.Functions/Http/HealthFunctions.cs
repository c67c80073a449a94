using MarketoSync.Api;
using MarketoSync.Api.Health;
using MarketoSync.Api.OpenApi;
using MarketoSync.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace MarketoSync.Functions.Http;

/// <summary>What tells of the app itself: liveness, open to anybody, more to those who show a key, and the API's description.</summary>
public sealed class HealthFunctions(
    HealthApi health, [FromKeyedServices(ServiceSetup.WithKey)] HealthApi healthWithKey, DocumentApi document, HostKeys keys)
{
    [Function("Health")]
    public async Task HealthAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = ApiPaths.Health)] HttpRequest request, CancellationToken stop) =>
        await keys.ChooseAsync(
            request, () => healthWithKey.HealthAsync(request.HttpContext), () => health.HealthAsync(request.HttpContext), stop);

    [Function("OpenApi")]
    public Task DocumentAsync([HttpTrigger(AuthorizationLevel.Function, Route = ApiPaths.Document)] HttpRequest request) =>
        document.DocumentAsync(request.HttpContext);
}
