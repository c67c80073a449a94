using MarketoSync.Api;
using MarketoSync.Api.Health;
using MarketoSync.Api.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MarketoSync.Functions.Http;

/// <summary>What tells of the app itself: liveness, open to anybody, and the API's description.</summary>
public sealed class HealthFunctions(HealthApi health, DocumentApi document)
{
    [Function("Health")]
    public Task HealthAsync([HttpTrigger(AuthorizationLevel.Anonymous, Route = ApiPaths.Health)] HttpRequest request) =>
        health.HealthAsync(request.HttpContext);

    [Function("OpenApi")]
    public Task DocumentAsync([HttpTrigger(AuthorizationLevel.Function, Route = ApiPaths.Document)] HttpRequest request) =>
        document.DocumentAsync(request.HttpContext);
}
