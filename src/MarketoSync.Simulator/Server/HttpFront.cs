using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MarketoSync.Simulator;

/// <summary>Sends each request on by its path. Paths outside the four families get HTTP 404, as on Marketo's hosts.</summary>
internal sealed class HttpFront(
    SimulatorOptions options, TimeProvider time, RestPipeline rest, IdentityEndpoint identity, AdminEndpoints admin, FaultInjector faults,
    CallCounters counters, CancellationToken stopping) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        // The simulated clock, not the machine's.
        context.Response.Headers.Date = time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        context.Response.Headers.Server = "nginx";
        var path = context.Request.Path.Value ?? "/";
        try
        {
            if (path.StartsWith("/simulator/", StringComparison.Ordinal)) await admin.HandleAsync(context, stopping);
            else if (path is "/identity/oauth/token") await IdentityAsync(context);
            else if (IsRest(path.TrimStart('/'))) await rest.HandleAsync(context, stopping);
            else await HttpReply.Html(context, StatusCodes.Status404NotFound);
        }
        catch (OperationCanceledException)
        {
            // The simulator stops or was reset: the caller's connection breaks, as it would with a real host going down.
            context.Abort();
        }
        catch (IOException)
        {
            // The caller has hung up while sending or reading.
            context.Abort();
        }
        catch (Exception) when (CountBug())
        {
            // Never entered: Kestrel answers HTTP 500, and the count tells it from a fault.
            throw;
        }
    }

    private static bool IsRest(string path) =>
        path.StartsWith("rest/", StringComparison.Ordinal) || path.StartsWith("bulk/", StringComparison.Ordinal);

    private bool CountBug()
    {
        counters.CountOutcome("simulator-bug", 0);
        return false;
    }

    private async Task IdentityAsync(HttpContext http)
    {
        counters.CountIdentity();
        var body = await BodyReader.ReadAsync(http.Request, options.MaxRequestBytes);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Pragma = "no-cache";
        if (faults.NextIdentity() is { } fault)
        {
            counters.CountFault(fault.Name);
            var isHttp = fault.Effect is FaultEffect.HttpHtml or FaultEffect.HttpEmpty;
            if (fault.Effect is FaultEffect.Reset) http.Abort();
            else await HttpReply.Html(http, isHttp ? fault.Status : StatusCodes.Status500InternalServerError);
            return;
        }
        if (http.Request.Method is not ("GET" or "POST") || body is null)
        {
            await HttpReply.Html(http, body is null ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status405MethodNotAllowed);
            return;
        }
        var request = RestRequest.From(
            0, http.Request.Method, http.Request.Path.Value!, http.Request.QueryString.Value!, http.Request.ContentType, body.Value);
        var (status, answer) = identity.Answer(request);
        await HttpReply.Json(http, answer, status);
    }
}
