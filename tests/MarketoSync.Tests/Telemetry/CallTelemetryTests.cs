using System.Diagnostics;
using MarketoSync.Budget;
using MarketoSync.Marketo;
using MarketoSync.Telemetry;
using MarketoSync.Tests.Marketo;
using Microsoft.Extensions.Logging;

namespace MarketoSync.Tests.Telemetry;

public sealed class CallTelemetryTests : IDisposable
{
    private static readonly Call s_call = Call.Post("rest/v1/leads.json", "{\"input\":[{}]}"u8.ToArray(), TimeSpan.FromSeconds(120)) with
    {
        Subject = new("leads", "createOnly", 1),
    };

    private readonly FakeMarketo _marketo = new();
    private readonly Recorder _told = new();

    public void Dispose()
    {
        _told.Dispose();
        _marketo.Dispose();
    }

    [Fact]
    public async Task A_call_is_a_client_span_by_the_names_of_OpenTelemetry()
    {
        _marketo.Rest = (_, _, _) => FakeMarketo.Json("""{"requestId":"e42b#14272d07d78","success":true,"result":[]}""");
        await SendAsync();

        var span = CallSpan();
        Assert.Equal((ActivityKind.Client, "POST /rest/v1/leads.json", ActivityStatusCode.Unset), (span.Kind, span.DisplayName, span.Status));
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["http.request.method"] = "POST",
                ["http.request.body.size"] = 14,
                ["http.response.status_code"] = 200,
                ["marketo.request_id"] = "e42b#14272d07d78",
                ["marketosync.action"] = "createOnly",
                ["marketosync.batch.records"] = 1,
                ["marketosync.outcome"] = "accepted",
                ["marketosync.target"] = "leads",
                ["server.address"] = "example.mktorest.com",
                ["server.port"] = 443,
                ["url.template"] = "/rest/v1/leads.json",
            },
            span.TagObjects.OrderBy(tag => tag.Key, StringComparer.Ordinal).ToDictionary());
    }

    [Fact]
    public async Task A_query_is_not_told()
    {
        await SendAsync(ObjectQuery.Build("rest/v1/leads.json", "email", ["ann@x.example"], ["id"], null, TimeSpan.FromSeconds(1)));
        Assert.Equal("GET /rest/v1/leads.json", CallSpan().DisplayName);
        Assert.DoesNotContain(_told.Everything(), text => text.Contains("ann", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"requestId":"a#1","success":false,"errors":[{"code":"606","message":"no"}]}""", 200, "refused", "606", "a#1")]
    [InlineData("""{"requestId":"a#1","success":false,"errors":[{"code":1077,"message":"no"}]}""", 200, "refused", "1077", "a#1")]
    [InlineData("""{"requestId":"b-2","success":false,"errors":[{"code":"for ann@x.example","message":"no"}]}""", 200, "refused", "_OTHER", "b-2")]
    [InlineData("""{"requestId":"ann@x.example","success":true}""", 502, "lost", "502", null)]
    [InlineData("<html>", 200, "lost", "unreadable-answer", null)]
    public async Task What_went_wrong_is_told_by_its_code_alone(string body, int status, string outcome, string code, string? request)
    {
        _marketo.Rest = (_, _, _) => FakeMarketo.Json(body, status);
        await SendAsync();

        var span = CallSpan();
        Assert.Equal((ActivityStatusCode.Error, null), (span.Status, span.StatusDescription));
        Assert.Equal(
            (outcome, code, request, status),
            (span.GetTagItem("marketosync.outcome"), span.GetTagItem("error.type"), span.GetTagItem("marketo.request_id"), span.GetTagItem("http.response.status_code")));
        Assert.Equal(1, Assert.Single(_told.Sums("marketosync.calls", "marketosync.outcome", "error.type", "marketosync.target"), sum => sum.Key == $"{outcome} {code} leads").Value);
    }

    [Fact]
    public async Task A_call_takes_from_its_sending_to_its_answer_and_waits_for_its_turn_before()
    {
        _marketo.Rest = (_, _, _) =>
        {
            _marketo.Time.Advance(TimeSpan.FromSeconds(3));
            return FakeMarketo.Json("""{"success":true,"result":[]}""");
        };
        using var budget = new CallBudget(new CallLimits(1, TimeSpan.FromSeconds(20), 5, 10), new DailyCallsInMemory(), _marketo.Time, _told.Telemetry);
        var client = Client(budget);
        await SendAsync(client: client);
        var second = SendAsync(client: client);
        _marketo.Time.Advance(TimeSpan.FromSeconds(18));
        await second;

        Assert.Equal([(3.0, "s"), (3.0, "s")], _told.Of("marketosync.call.duration").Select(measured => (measured.Value, measured.Unit!)));
        Assert.Equal([(0.0, "s"), (18.0, "s")], _told.Of("marketosync.budget.wait").Select(measured => (measured.Value, measured.Unit!)));
        Assert.Equal([9.0, 8.0], _told.Of("marketosync.quota.left").Select(measured => measured.Value));
    }

    [Fact]
    public async Task A_token_request_is_a_span_without_anything_of_the_token()
    {
        await SendAsync();
        var span = Assert.Single(_told.Spans, span => span.DisplayName == "POST /identity/oauth/token");
        Assert.Equal(
            ["http.request.method=POST", "http.response.status_code=200", "server.address=example.mktorest.com", "server.port=443", "url.template=/identity/oauth/token"],
            span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Refused_credentials_are_an_error_in_the_log_and_the_call_is_not_made()
    {
        _marketo.Identity = _ => FakeMarketo.Html(401);
        await SendAsync();
        var token = Assert.Single(_told.Spans);
        Assert.Equal((ActivityStatusCode.Error, "401"), (token.Status, token.GetTagItem("error.type")));
        Assert.Equal(["sign_in_refused sign-in"], _told.Sums("marketosync.calls", "marketosync.outcome", "error.type").Keys);
        Assert.Equal((LogEvents.SignInRefused, LogLevel.Error), (Assert.Single(_told.Logs).Event, Assert.Single(_told.Logs).Level));
    }

    [Theory]
    [InlineData("606", LogEvents.BudgetPaused)]
    [InlineData("615", LogEvents.BudgetPaused)]
    [InlineData("607", LogEvents.QuotaSpent)]
    public async Task A_limit_that_is_reached_is_a_warning_in_the_log(string code, int happened)
    {
        _marketo.Rest = (_, _, _) => FakeMarketo.Json($$"""{"success":false,"errors":[{"code":"{{code}}","message":"no"}]}""");
        await SendAsync();
        Assert.Equal((happened, LogLevel.Warning), (Assert.Single(_told.Logs).Event, Assert.Single(_told.Logs).Level));
    }

    [Fact]
    public async Task The_own_limit_of_the_day_is_told_when_it_is_reached()
    {
        using var budget = new CallBudget(new CallLimits(50, TimeSpan.FromSeconds(20), 5, 1), new DailyCallsInMemory(), _marketo.Time, _told.Telemetry);
        var client = Client(budget);
        await SendAsync(client: client);
        await SendAsync(client: client);
        Assert.Equal([0.0, 0.0], _told.Of("marketosync.quota.left").Select(measured => measured.Value));
        Assert.Equal(LogEvents.OwnLimitReached, Assert.Single(_told.Logs).Event);
        Assert.Equal(["accepted -", "daily_limit daily-limit"], _told.Sums("marketosync.calls", "marketosync.outcome", "error.type").Keys.Order());
    }

    [Fact]
    public void While_nobody_listens_nothing_is_even_allocated()
    {
        using var telemetry = new SyncTelemetry();
        var (url, result) = (new Uri("https://example.mktorest.com"), new CallResult(OutcomeKind.Refused, "606", null, default, default));
        Tell();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var call = 0; call < 100; call++) Tell();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Tell()
        {
            var span = telemetry.Calls.Start(s_call, url);
            telemetry.Calls.End(span, s_call, result, TimeSpan.Zero);
            telemetry.Calls.Count(s_call, result);
            telemetry.Budget.Waited(TimeSpan.Zero);
            telemetry.Budget.Left(1);
        }
    }

    private Activity CallSpan() => Assert.Single(_told.Spans, span => span.DisplayName.EndsWith("/rest/v1/leads.json", StringComparison.Ordinal));

    private MarketoClient Client(ICallBudget budget) => _marketo.Client(budget, told: _told);

    private async Task<CallResult> SendAsync(Call? call = null, MarketoClient? client = null) =>
        await (client ?? _marketo.Client(told: _told)).SendAsync(call ?? s_call, _ => Task.CompletedTask, CancellationToken.None);
}
