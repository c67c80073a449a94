using MarketoSync.Budget;
using MarketoSync.Marketo;

namespace MarketoSync.Tests.Marketo;

public sealed class MarketoClientTests : IDisposable
{
    private static readonly Call s_call = Call.Post("rest/v1/leads.json", "{\"input\":[{}]}"u8.ToArray(), TimeSpan.FromSeconds(120));
    private readonly FakeMarketo _marketo = new();

    public void Dispose() => _marketo.Dispose();

    [Fact]
    public async Task The_token_travels_in_the_header_and_nowhere_else()
    {
        var result = await SendAsync();
        Assert.Equal((OutcomeKind.Accepted, ""), (result.Kind, result.Code));
        var call = Assert.Single(_marketo.RestCalls);
        Assert.Equal("https://example.mktorest.com/rest/v1/leads.json", call.Url.AbsoluteUri);
        Assert.Equal(("Bearer", FakeMarketo.Token + "-1"), (call.Authorization!.Scheme, call.Authorization.Parameter));
        Assert.Equal((HttpMethod.Post, "application/json", "{\"input\":[{}]}"), (call.Method, call.ContentType, call.Body));
    }

    [Theory]
    [InlineData(200, OutcomeKind.Lost, "unreadable-answer")]
    [InlineData(302, OutcomeKind.Refused, "302")]
    [InlineData(400, OutcomeKind.Refused, "400")]
    [InlineData(403, OutcomeKind.Refused, "403")]
    [InlineData(408, OutcomeKind.Lost, "408")]
    [InlineData(413, OutcomeKind.Refused, "413")]
    [InlineData(414, OutcomeKind.Refused, "414")]
    [InlineData(500, OutcomeKind.Lost, "500")]
    [InlineData(502, OutcomeKind.Lost, "502")]
    public async Task A_page_instead_of_an_answer_leaves_only_the_status_to_go_by(int status, OutcomeKind kind, string code)
    {
        _marketo.Rest = (_, _, _) => FakeMarketo.Html(status);
        var result = await SendAsync();
        Assert.Equal((kind, code, true), (result.Kind, result.Code, result.Reached));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(500)]
    public async Task What_Marketo_says_in_the_body_counts_whatever_the_status(int status)
    {
        _marketo.Rest = (_, _, _) => FakeMarketo.Json("""{"success":false,"errors":[{"code":"1006","message":"Lookup field not found"}]}""", status);
        var result = await SendAsync();
        Assert.Equal((OutcomeKind.Refused, "1006", "Lookup field not found"), (result.Kind, result.Code, result.Message));
    }

    [Theory]
    [InlineData("""{"success":false}""", 200, "unreadable-answer")]
    [InlineData("""{"success":false,"errors":[]}""", 200, "unreadable-answer")]
    [InlineData("""{"success":true,"result":[]}""", 500, "500")]
    public async Task An_answer_that_contradicts_itself_is_lost(string body, int status, string code)
    {
        _marketo.Rest = (_, _, _) => FakeMarketo.Json(body, status);
        var result = await SendAsync();
        Assert.Equal((OutcomeKind.Lost, code), (result.Kind, result.Code));
    }

    [Fact]
    public async Task A_call_that_is_not_answered_in_time_is_lost()
    {
        var reached = new TaskCompletionSource();
        _marketo.Rest = async (_, _, cancellation) =>
        {
            reached.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, _marketo.Time, cancellation);
            throw new InvalidOperationException("It was waited for without end.");
        };
        var sending = SendAsync();
        await reached.Task;
        _marketo.Time.Advance(TimeSpan.FromSeconds(119.999));
        Assert.False(sending.IsCompleted);
        _marketo.Time.Advance(TimeSpan.FromSeconds(0.001));
        var result = await sending;
        Assert.Equal((OutcomeKind.Lost, "timeout", true), (result.Kind, result.Code, result.Reached));
    }

    [Theory]
    [InlineData(HttpRequestError.Unknown)]
    [InlineData(HttpRequestError.ResponseEnded)]
    [InlineData(HttpRequestError.InvalidResponse)]
    public async Task A_connection_that_breaks_under_way_is_a_lost_answer_and_nothing_is_sent_again(HttpRequestError error)
    {
        _marketo.Rest = (_, _, _) => throw new HttpRequestException(error);
        var result = await SendAsync();
        Assert.Equal((OutcomeKind.Lost, "connection-lost", true), (result.Kind, result.Code, result.Reached));
        Assert.Single(_marketo.RestCalls);
    }

    public static TheoryData<Exception> ConnectFaults { get; } =
    [
        new HttpRequestException(HttpRequestError.ConnectionError),
        new HttpRequestException(HttpRequestError.NameResolutionError),
        new HttpRequestException(HttpRequestError.SecureConnectionError),
        new TaskCanceledException("Connecting took too long.", new TimeoutException()),
    ];

    [Theory]
    [MemberData(nameof(ConnectFaults), DisableDiscoveryEnumeration = true)]
    public async Task A_connection_that_cannot_be_made_is_tried_four_times_and_then_nothing_was_sent(Exception fault)
    {
        _marketo.Rest = (_, _, _) => throw fault;
        var result = await AdvanceUntilDoneAsync(SendAsync());
        Assert.Equal((OutcomeKind.NotSent, "unreachable", false), (result.Kind, result.Code, result.Reached));
        Assert.Equal(4, _marketo.RestCalls.Count);
    }

    [Fact]
    public async Task A_connection_that_is_made_at_last_carries_the_call_once()
    {
        _marketo.Rest = (number, _, _) => number < 3
            ? throw new HttpRequestException(HttpRequestError.ConnectionError)
            : FakeMarketo.Json("""{"success":true,"result":[]}""");
        var result = await AdvanceUntilDoneAsync(SendAsync());
        Assert.True(result.Succeeded);
        Assert.Equal(3, _marketo.RestCalls.Count);
    }

    [Theory]
    [InlineData("600", 2)]
    [InlineData("601", 2)]
    [InlineData("602", 2)]
    [InlineData("603", 1)]
    public async Task A_refused_token_is_not_used_again(string code, int tokens)
    {
        _marketo.Rest = (_, _, _) => FakeMarketo.Json($$"""{"success":false,"errors":[{"code":{{code}},"message":"no"}]}""");
        var client = _marketo.Client();
        await SendAsync(client);
        await SendAsync(client);
        Assert.Equal(tokens, _marketo.IdentityCalls.Count);
    }

    [Theory]
    [InlineData("606", 20)]
    [InlineData("615", 1)]
    [InlineData("429", 20)]
    [InlineData("607", null)]
    [InlineData("611", null)]
    public async Task A_limit_that_is_reached_pauses_the_budget_for_all(string code, int? seconds)
    {
        _marketo.Rest = (_, _, _) => FakeMarketo.Json($$"""{"success":false,"errors":[{"code":"{{code}}","message":"no"}]}""");
        var budget = new RecordingBudget();
        await SendAsync(_marketo.Client(budget));
        Assert.Equal(seconds is null ? [] : [TimeSpan.FromSeconds(seconds.Value)], budget.Pauses);
        Assert.Equal(["acquired", "sending", "released"], budget.Events);
    }

    [Fact]
    public async Task The_intent_is_told_before_the_call_leaves()
    {
        var clock = new ServerClock();
        clock.Observe(_marketo.Time.GetUtcNow().AddSeconds(5), _marketo.Time.GetUtcNow());
        var result = await _marketo.Client(clock: clock).SendAsync(
            s_call,
            sentAt =>
            {
                Assert.Empty(_marketo.RestCalls);
                Assert.Equal(_marketo.Time.GetUtcNow().AddSeconds(3), sentAt);
                return Task.CompletedTask;
            },
            CancellationToken.None);
        Assert.True(result.Succeeded);
        Assert.Equal(_marketo.Time.GetUtcNow().AddSeconds(3), result.SentAt);
    }

    [Theory]
    [InlineData(401, OutcomeKind.SignInRefused)]
    [InlineData(503, OutcomeKind.NotSent)]
    public async Task Without_a_token_nothing_is_sent_and_no_intent_told(int status, OutcomeKind kind)
    {
        _marketo.Identity = _ => FakeMarketo.Html(status);
        var budget = new RecordingBudget();
        var result = await _marketo.Client(budget).SendAsync(s_call, _ => throw new InvalidOperationException("Told."), CancellationToken.None);
        Assert.Equal((kind, "sign-in", false), (result.Kind, result.Code, result.Reached));
        Assert.Empty(_marketo.RestCalls);
        Assert.Equal(["acquired", "released"], budget.Events);
    }

    [Fact]
    public async Task A_spent_day_is_told_and_neither_token_nor_call_is_made()
    {
        var result = await SendAsync(_marketo.Client(new RecordingBudget { SpentUntil = _marketo.Time.GetUtcNow() }));
        Assert.Equal((OutcomeKind.DailyLimit, "daily-limit", false), (result.Kind, result.Code, result.Reached));
        Assert.Empty(_marketo.RestCalls);
        Assert.Empty(_marketo.IdentityCalls);
    }

    [Fact]
    public async Task A_stop_ends_the_wait_for_the_budget()
    {
        using var stop = new CancellationTokenSource();
        using var budget = new CallBudget(new CallLimits(1, TimeSpan.FromSeconds(20), 5, 100), new DailyCallsInMemory(), _marketo.Time);
        var client = _marketo.Client(budget);
        await SendAsync(client);
        var waiting = client.SendAsync(s_call, _ => Task.CompletedTask, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_stop_never_ends_a_call_under_way()
    {
        using var stop = new CancellationTokenSource();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _marketo.Rest = (_, _, cancellation) => answer.Task.WaitAsync(cancellation);
        var sending = _marketo.Client().SendAsync(s_call, _ => Task.CompletedTask, stop.Token);
        await stop.CancelAsync();
        answer.SetResult(await FakeMarketo.Json("""{"success":true,"result":[]}"""));
        Assert.True((await sending).Succeeded);
    }

    private Task<CallResult> SendAsync(MarketoClient? client = null) =>
        (client ?? _marketo.Client()).SendAsync(s_call, _ => Task.CompletedTask, CancellationToken.None);

    private async Task<CallResult> AdvanceUntilDoneAsync(Task<CallResult> sending)
    {
        while (!sending.IsCompleted)
        {
            await Task.Yield();
            _marketo.Time.Advance(TimeSpan.FromMilliseconds(50));
        }

        return await sending;
    }

    private sealed class RecordingBudget : ICallBudget
    {
        public DateTimeOffset? SpentUntil { get; init; }

        public List<string> Events { get; } = [];

        public List<TimeSpan> Pauses { get; } = [];

        public Task<CallPermit> AcquireAsync(CancellationToken cancellation)
        {
            Events.Add("acquired");
            return Task.FromResult(SpentUntil is { } until
                ? CallPermit.Spent(until)
                : CallPermit.Granted(() => Events.Add("sending"), () => Events.Add("released")));
        }

        public void Pause(TimeSpan duration) => Pauses.Add(duration);
    }
}
