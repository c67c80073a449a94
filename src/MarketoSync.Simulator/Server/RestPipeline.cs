using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MarketoSync.Simulator;

/// <summary>The way of a REST call from the door to its answer.</summary>
internal sealed class RestPipeline(
    SimulatorOptions options, TimeProvider time, RestRoutes routes, TokenIssuer tokens, CallLimits limits, FaultInjector faults,
    CallCounters counters, Action<long> arrived)
{
    /// <summary>
    /// The checks come in the order in which they cost a real service: sizes (414, 413), route (610, 605), token (603, 602, 601),
    /// limits (607, 606, 615), then the endpoint's own. A caller that hangs up does not stop its call: like Marketo's, it is
    /// carried out all the same.
    /// </summary>
    public async Task HandleAsync(HttpContext http, CancellationToken stopping)
    {
        var call = counters.CountRest();
        var body = await BodyReader.ReadAsync(http.Request, IsUpload(http.Request) ? options.MaxImportBytes : options.MaxRequestBytes);
        arrived(call);
        counters.CountRequestBytes(body?.Length ?? http.Request.ContentLength ?? 0);
        if (options.MaxUriBytes > 0 && http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Length > options.MaxUriBytes)
        {
            await HtmlAsync(http, StatusCodes.Status414UriTooLong);
            return;
        }
        if (body is null)
        {
            await HtmlAsync(http, StatusCodes.Status413PayloadTooLarge);
            return;
        }

        var request = RestRequest.From(
            call, http.Request.Method, http.Request.Path.Value!, http.Request.QueryString.Value!, http.Request.ContentType, body.Value);
        var refusal = routes.Find(request.Path, request.Verb, out var endpoint, out var pathId);
        if (refusal.Code is null) refusal = tokens.Check(http.Request.Headers.Authorization);
        Fault? fault = null;
        if (refusal.Code is null)
        {
            refusal = limits.Enter(() =>
            {
                fault = faults.Next(call, endpoint!.Writes, request.Path);
                return fault is { TurnsAway: true };
            });
        }
        if (refusal.Code is not null)
        {
            await FailAsync(http, call, refusal, AnswerStyle.Usual);
            return;
        }
        if (fault is { TurnsAway: true })
        {
            counters.CountFault(fault.Name);
            if (fault.Code is "601" or "602") tokens.Revoke();
            await FaultAsync(http, call, fault, new Reply(default));
            return;
        }

        counters.CountAccepted(endpoint!.Writes);
        var accepted = default(Accepted);
        var style = AnswerStyle.Usual;
        var left = false;
        try
        {
            accepted = endpoint.Accept(request with { PathId = pathId });
            if (accepted.Operation is { Records: > 0 } write) fault ??= faults.ByContent(write.Records, request.Body.Span);
            if (fault is not null) counters.CountFault(fault.Name);
            style = StyleOf(fault, call, accepted.Operation?.Records ?? 0);
            if (fault is { Effect: FaultEffect.Slow, Applies: false }) await Task.Delay(faults.Plan.SlowDelay, time, stopping);
            await WaitAsync(call, stopping);
            if (fault is null or { Applies: true } or { Effect: FaultEffect.Slow }) accepted.Operation?.Apply(style);
            accepted.Operation?.Dispose();
            if (fault is { Effect: FaultEffect.Slow, Applies: true }) await Task.Delay(faults.Plan.SlowDelay, time, stopping);

            var error = accepted.Operation?.Refusal ?? accepted.Error;
            var answer = error.Code is not null ? new Reply(Answer.Failure(call, time.GetUtcNow(), error, style))
                : accepted.Operation is FileOperation file ? file.Reply
                : new Reply(Answer.Success(call, time.GetUtcNow(), accepted.Operation!, style));
            // A caller that has its answer may send the next call at once: it must find this one's place free.
            limits.Leave();
            left = true;
            if (fault is null || IsStyle(fault.Effect)) await AnswerAsync(http, error.Code ?? OutcomeOf(answer), answer);
            else await FaultAsync(http, call, fault, answer);
        }
        finally
        {
            accepted.Operation?.Dispose();
            if (!left) limits.Leave();
        }
    }

    private static bool IsStyle(FaultEffect effect) =>
        effect is FaultEffect.Slow or FaultEffect.MissingResult or FaultEffect.NumericCodes or FaultEffect.SingularReason
            or FaultEffect.ErrorsMember or FaultEffect.UnknownRecordCode;

    private static AnswerStyle StyleOf(Fault? fault, long call, int records) => fault?.Effect switch
    {
        FaultEffect.MissingResult => new AnswerStyle(DropOneResult: true),
        FaultEffect.NumericCodes => new AnswerStyle(NumericCodes: true),
        FaultEffect.SingularReason => new AnswerStyle(ReasonMember: "reason"),
        FaultEffect.ErrorsMember => new AnswerStyle(ReasonMember: "errors"),
        FaultEffect.UnknownRecordCode when records > 0 => new AnswerStyle(RefusedRecord: (int)(call % records)),
        _ => AnswerStyle.Usual,
    };

    private Task WaitAsync(long call, CancellationToken stopping)
    {
        if (options.LatencyMilliseconds <= 0) return Task.CompletedTask;
        var spread = Math.Pow(2, (2 * SeededRandom.Unit(options.Seed, call, 3)) - 1);
        return Task.Delay(TimeSpan.FromMilliseconds(options.LatencyMilliseconds * spread), time, stopping);
    }

    /// <param name="answer">The answer that the call would have had; empty for a call turned away.</param>
    private async Task FaultAsync(HttpContext http, long call, Fault fault, Reply answer)
    {
        switch (fault.Effect)
        {
            case FaultEffect.ErrorCode:
                await FailAsync(http, call, new ApiError(fault.Code, fault.Message), AnswerStyle.Usual);
                break;
            case FaultEffect.HttpHtml:
                await HtmlAsync(http, fault.Status);
                break;
            case FaultEffect.HttpEmpty:
                counters.CountOutcome(fault.Status == StatusCodes.Status200OK ? "empty" : $"http-{fault.Status}", 0);
                await HttpReply.Empty(http, fault.Status);
                break;
            case FaultEffect.Reset:
                counters.CountOutcome("reset", 0);
                http.Abort();
                break;
            case FaultEffect.TruncatedBody:
                counters.CountOutcome("truncated", answer.Body.Length / 2);
                await HttpReply.Truncated(http, answer);
                break;
            default:
                await AnswerAsync(http, "cut", answer with { Body = answer.Body[..(answer.Body.Length / 2)] });
                break;
        }
    }

    private Task FailAsync(HttpContext http, long call, ApiError error, AnswerStyle style) =>
        AnswerAsync(http, error.Code, new Reply(Answer.Failure(call, time.GetUtcNow(), error, style)));

    private Task HtmlAsync(HttpContext http, int status)
    {
        counters.CountOutcome(status == StatusCodes.Status200OK ? "html" : $"http-{status}", Answer.HtmlPage.Length);
        return HttpReply.Html(http, status);
    }

    /// <summary>Adobe: bulk endpoints never compress.</summary>
    private Task AnswerAsync(HttpContext http, string outcome, Reply answer)
    {
        var encoded = IsBulk(http.Request) ? answer : answer with { Body = HttpReply.Encode(http, answer.Body) };
        counters.CountOutcome(outcome, encoded.Body.Length);
        return HttpReply.Send(http, encoded);
    }

    private static bool IsBulk(HttpRequest request) => request.Path.StartsWithSegments("/bulk", StringComparison.Ordinal);

    private static bool IsUpload(HttpRequest request) => request.Method is "POST" && IsBulk(request);

    private static string OutcomeOf(Reply answer) => answer.Status == StatusCodes.Status200OK ? "ok" : $"http-{answer.Status}";
}
