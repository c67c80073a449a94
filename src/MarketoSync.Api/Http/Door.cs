using MarketoSync.Api.Access;
using MarketoSync.Api.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MarketoSync.Api.Http;

/// <summary>What every request passes: method, access, parameters; and what becomes of one that fails.</summary>
internal sealed class Door(AccessRules access, ILogger logger)
{
    private static readonly string[] s_read = ["GET", "HEAD"];

    public Task ReadAsync(HttpContext http, IReadOnlyCollection<string> parameters, Func<Task<IResult>> answer) =>
        EnterAsync(http, s_read, parameters, access.Refuse, answer);

    public Task PostAsync(HttpContext http, IReadOnlyCollection<string> parameters, Func<Task<IResult>> answer) =>
        EnterAsync(http, ["POST"], parameters, access.Refuse, answer);

    /// <param name="methods">The methods that the path takes.</param>
    /// <param name="refuse">Says why the caller may not enter.</param>
    public async Task EnterAsync(
        HttpContext http,
        IReadOnlyCollection<string> methods,
        IReadOnlyCollection<string> parameters,
        Func<HttpRequest, Problem?> refuse,
        Func<Task<IResult>> answer)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        try
        {
            var result = RefuseMethod(http.Request, methods)
                ?? refuse(http.Request)
                ?? QueryCheck.Refuse(http.Request, parameters)
                ?? await answer();
            await result.ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked is gone.
        }
        catch (Exception fault)
        {
            await TellAsync(http, fault);
        }
    }

    public static Problem? RefuseMethod(HttpRequest request, IReadOnlyCollection<string> methods) => methods.Contains(request.Method)
        ? null
        : new Problem(ProblemKinds.MethodNotAllowed, $"The path takes {string.Join(", ", methods)}.") { Allow = string.Join(", ", methods) };

    private async Task TellAsync(HttpContext http, Exception fault)
    {
        if (http.RequestAborted.IsCancellationRequested) return;

        var problem = fault switch
        {
            BadHttpRequestException => new Problem(ProblemKinds.BadRequest, "The request broke off, came too slowly, or is no HTTP. Send it again."),
            IOException or UnauthorizedAccessException or TimeoutException =>
                new Problem(ProblemKinds.StorageUnavailable, "The storage failed. Send the request again, with the same Idempotency-Key if it had one."),
            _ => new Problem(ProblemKinds.InternalError, "The server met a fault of its own. Its log names it."),
        };

        // A fault's message may hold what is in a record, so that it is not logged.
        if (problem.Kind.Status >= StatusCodes.Status500InternalServerError)
            ApiLog.Failed(logger, http.Request.Method, fault.GetType().Name, fault.TargetSite?.Name ?? "?");
        if (http.Response.HasStarted)
        {
            // What was sent so far must not pass for the whole.
            http.Abort();
            return;
        }

        http.Response.Headers.Remove("Content-Disposition");
        await problem.ExecuteAsync(http);
    }
}
