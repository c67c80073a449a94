using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using MarketoSync.Budget;
using MarketoSync.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;

namespace MarketoSync.Marketo;

/// <summary>
/// Makes one call of the REST API and says what came of it. Nothing is repeated here but the making of a connection,
/// when nothing was sent yet; all else is for recovery to decide.
/// </summary>
public sealed class MarketoClient(
    HttpClient http,
    MarketoSettings settings,
    AccessTokens tokens,
    ICallBudget budget,
    ServerClock clock,
    TimeProvider time,
    ILogger<MarketoClient>? log = null,
    SyncTelemetry? telemetry = null)
{
    private readonly SyncTelemetry _telemetry = telemetry ?? SyncTelemetry.Shared;
    private readonly ILogger _log = log ?? NullLogger<MarketoClient>.Instance;
    private readonly ResiliencePipeline<HttpResponseMessage> _connect = ConnectionRetry.Build(time);

    /// <param name="aboutToSend">
    /// Told, once the call has its turn and its token, the earliest that Marketo's clock shows now: the last moment to note the intent to send.
    /// </param>
    public async Task<CallResult> SendAsync(
        Call call, Func<DateTimeOffset, Task> aboutToSend, CancellationToken cancellation)
    {
        var result = await TakeTurnAsync(call, aboutToSend, cancellation);
        _telemetry.Calls.Count(call, result);
        return result;
    }

    private async Task<CallResult> TakeTurnAsync(
        Call call, Func<DateTimeOffset, Task> aboutToSend, CancellationToken cancellation)
    {
        var asked = time.GetTimestamp();
        using var permit = await budget.AcquireAsync(cancellation);
        _telemetry.Budget.Waited(time.GetElapsedTime(asked));
        if (permit.SpentUntil is { } until)
        {
            SyncLog.OwnLimitReached(_log, until);
            return Unsent(OutcomeKind.DailyLimit, FaultCodes.DailyLimit);
        }

        var token = await tokens.GetAsync(cancellation);
        if (token.Token is null)
        {
            return token.AreCredentialsRefused
                ? Unsent(OutcomeKind.SignInRefused, FaultCodes.SignIn)
                : Unsent(OutcomeKind.NotSent, FaultCodes.SignIn);
        }

        var begun = time.GetUtcNow();
        var sentAt = clock.AtLeast(begun);
        await aboutToSend(sentAt);
        permit.Sending();
        var result = await ExchangeAsync(call, token.Token, sentAt, begun + call.Timeout - time.GetUtcNow());
        result = result with { OverAt = ServerClock.AtMost(sentAt, time.GetUtcNow() - begun) };
        if (result.Code is "600" or "601" or "602") tokens.Invalidate(token.Token);
        if (result.Code == "607") SyncLog.QuotaSpent(_log);
        if (CallPause.After(result.Code, settings) is { } pause)
        {
            budget.Pause(pause);
            SyncLog.BudgetPaused(_log, result.Code, pause.TotalSeconds);
        }

        return result;
    }

    /// <summary>
    /// From here on the call is not cancelled, but for its time-out: an answer given up is an answer lost.
    /// </summary>
    /// <param name="left">Of the time-out, which runs from before the intent was noted: whoever finds the intent can rely on it.</param>
    private async Task<CallResult> ExchangeAsync(Call call, AccessToken token, DateTimeOffset sentAt, TimeSpan left)
    {
        var begun = time.GetTimestamp();
        using var span = _telemetry.Calls.Start(call, settings.BaseUrl);
        var result = await ExchangeAsync(call, token, sentAt, left, span);
        _telemetry.Calls.End(span, call, result, time.GetElapsedTime(begun));
        return result;
    }

    private async Task<CallResult> ExchangeAsync(Call call, AccessToken token, DateTimeOffset sentAt, TimeSpan left, Activity? span)
    {
        try
        {
            using var timeout = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
            using var response = await _connect.ExecuteAsync(
                async stop =>
                {
                    using var request = Request(call, token);
                    return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
                },
                timeout.Token);
            clock.Observe(response.Headers.Date, time.GetUtcNow());
            span?.SetTag(AttributeNames.HttpStatus, (int)response.StatusCode);
            var body = await response.Content.ReadAsByteArrayAsync(timeout.Token);
            return call.IsForFile && response.IsSuccessStatusCode && IsFile(response.Content, body)
                ? new(OutcomeKind.Accepted, "", null, body, sentAt)
                : Judge((int)response.StatusCode, body, sentAt);
        }
        catch (Exception fault) when (ConnectionRetry.WasNothingSent(fault))
        {
            return new(OutcomeKind.NotSent, FaultCodes.Unreachable, null, default, sentAt, Reached: false);
        }
        catch (OperationCanceledException)
        {
            return new(OutcomeKind.Lost, FaultCodes.Timeout, null, default, sentAt);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return new(OutcomeKind.Lost, FaultCodes.ConnectionLost, null, default, sentAt);
        }
    }

    /// <summary>An empty file may come without a type.</summary>
    private static bool IsFile(HttpContent content, byte[] body) =>
        body.Length == 0 || content.Headers.ContentType?.MediaType is "text/csv" or "text/plain" or "application/octet-stream";

    /// <summary>Marketo says what happened in the body, whatever the status; the status speaks only where there is no such body.</summary>
    private static CallResult Judge(int status, byte[] body, DateTimeOffset sentAt)
    {
        var answer = AnswerReader.TryRead(body);
        return Judge(status, answer, body, sentAt) with { RequestId = answer?.RequestId };
    }

    private static CallResult Judge(int status, Answer? answer, byte[] body, DateTimeOffset sentAt)
    {
        if (answer is { Success: true } && status is >= 200 and < 300)
            return new(OutcomeKind.Accepted, "", null, body, sentAt);
        if (answer is { Success: false, Errors: [var error, ..] })
            return new(OutcomeKind.Refused, error.Code, error.Message, default, sentAt);
        if (status is >= 300 and < 500 and not 408)
            return new(OutcomeKind.Refused, status.ToString(CultureInfo.InvariantCulture), null, default, sentAt);
        if (status is >= 500 or 408)
            return new(OutcomeKind.Lost, status.ToString(CultureInfo.InvariantCulture), null, default, sentAt);

        return new(OutcomeKind.Lost, FaultCodes.UnreadableAnswer, null, default, sentAt);
    }

    private HttpRequestMessage Request(Call call, AccessToken token)
    {
        var request = new HttpRequestMessage(
            call.Method, MarketoUrl.Join(settings.BaseUrl, call.Path, call.Query));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        if (call.Body is { } body)
        {
            request.Content = new ReadOnlyMemoryContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(call.ContentType);
        }

        return request;
    }

    private CallResult Unsent(OutcomeKind kind, string code) =>
        new(kind, code, null, default, clock.AtLeast(time.GetUtcNow()), Reached: false);
}
