using System.Globalization;
using System.Text;
using System.Text.Json;
using MarketoSync.Budget;
using MarketoSync.Embedded;
using MarketoSync.Intake;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Reports;
using MarketoSync.Preflight;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Tests.Marketo;
using MarketoSync.Tests.Runs;
using MarketoSync.Tests.Preflight;

namespace MarketoSync.Tests.Telemetry;

/// <summary>Whole runs with faults on the way, where all that is private is marked.</summary>
public sealed class PrivacyTests : IDisposable
{
    private const string Marker = "PRIVATE";
    private const int Records = 80;
    private readonly string _folder = Directory.CreateTempSubdirectory("telemetry-").FullName;
    private readonly MemoryRunFolder _run = new("r1");
    private readonly FakeMarketo _marketo = new();
    private readonly Recorder _told = new();

    public void Dispose()
    {
        _told.Dispose();
        _marketo.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(SyncAction.CreateOrUpdate, 1)]
    [InlineData(SyncAction.CreateOrUpdate, 2)]
    [InlineData(SyncAction.CreateOnly, 3)]
    [InlineData(SyncAction.UpdateOnly, 4)]
    [InlineData(SyncAction.CreateDuplicate, 5)]
    public async Task Nothing_private_is_told_and_what_is_told_is_what_the_report_says(SyncAction action, int seed)
    {
        var random = new Random(seed);
        _marketo.Identity = number => AnswerIdentity(number);
        _marketo.Rest = (_, seen, _) => Answer(random, seen);
        var request = new SyncRequest(
            Target.Leads, Target.Leads.By(action)!, "email", ["email"], SourceFormat.Ndjson, action is SyncAction.CreateOnly ? Marker : null, StopOnQuota: false);

        // With nothing to wait for, time need not be simulated.
        var settings = _marketo.Settings with
        {
            MaxBatchRecords = 4, Window = TimeSpan.FromMilliseconds(1), Settle = TimeSpan.Zero, FirstBackOff = TimeSpan.Zero,
        };
        await ReadInAsync(request, settings);
        var stops = await ToEndAsync(request.Input("r1", settings), settings);

        var told = _told.Everything().ToList();
        Assert.DoesNotContain(told, text => text.Contains(Marker, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(told, text => text.Contains(FakeMarketo.ClientSecret, StringComparison.Ordinal) || text.Contains(FakeMarketo.Token, StringComparison.Ordinal));
        Assert.DoesNotContain(told, text => text.Contains('@', StringComparison.Ordinal) || text.Contains('?', StringComparison.Ordinal));

        // The marks were where they could have been told from.
        Assert.Contains(Marker, _run.Text(RunFiles.Results), StringComparison.Ordinal);
        Assert.True(_told.Spans.Count > Records / 4);
        Assert.NotEmpty(_told.Logs);

        await AgreesWithReportAsync(stops);
    }

    private async Task AgreesWithReportAsync(int stops)
    {
        var report = (await ReportFile.ReadAsync(_run, CancellationToken.None))!;
        Assert.Equal(
            report.Records.Where(count => count.Key != "total" && count.Value > 0).OrderBy(count => count.Key).Select(count => (count.Key, (double)count.Value)),
            _told.Sums("marketosync.records", "marketosync.status").OrderBy(sum => sum.Key).Select(sum => (sum.Key, sum.Value)));
        Assert.Equal(report.Recoveries.Sum(recovery => recovery.Count), _told.Sums("marketosync.recoveries", "marketosync.state").Values.Sum());
        Assert.Equal(1, _told.Sums("marketosync.runs.ended", "marketosync.state")["completed"]);
        Assert.Equal(stops, _told.Sums("marketosync.runs.ended", "marketosync.state").GetValueOrDefault("stopped"));

        var calls = _told.Sums("marketosync.calls", "marketosync.outcome");
        Assert.Equal(report.Calls.Total, calls.GetValueOrDefault("accepted") + calls.GetValueOrDefault("refused") + calls.GetValueOrDefault("lost"));
        Assert.Equal(report.Calls.Total, _told.Spans.Count(span => span.DisplayName.EndsWith("leads.json", StringComparison.Ordinal)));
    }

    private async Task ReadInAsync(SyncRequest request, MarketoSettings settings)
    {
        var source = new StringBuilder();
        for (var record = 0; record < Records; record++)
            source.Append(CultureInfo.InvariantCulture, $$"""{"email":"{{Marker}}{{record / 2 * 2}}@x.example","firstName":"{{Marker}}"}""").Append('\n');
        source.Append("{\"email\":\"" + Marker + "@x.example\",\n");
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(source.ToString()));
        await new RunIntake(new OneRunStore(_run), new FakeSchemas(), settings, TimeProvider.System)
            .ReadAsync("r1", stream, new RunOrigin($"{Marker}.ndjson"), request with { Preflight = PreflightMode.Off }, CancellationToken.None);
    }

    /// <returns>How often the run stopped on the way.</returns>
    private async Task<int> ToEndAsync(RunInput input, MarketoSettings settings)
    {
        for (var stops = 0; ; stops++)
        {
            Assert.True(stops < 50, "The run never ends.");
            var (time, clock) = (TimeProvider.System, new ServerClock());
            using var http = new HttpClient(_marketo, disposeHandler: false);
            using var tokens = new AccessTokens(http, settings, clock, time, _told.Log<AccessTokens>(), _told.Telemetry);
            using var budget = new CallBudget(
                new CallLimits(1_000, settings.Window, settings.MaxConcurrentCalls, 100_000), new DailyCallsInMemory(), time, _told.Telemetry);
            var client = new MarketoClient(http, settings, tokens, budget, clock, time, _told.Log<MarketoClient>(), _told.Telemetry);
            var steps = new SyncSteps(new OneRunStore(_run), client, settings, time, log: _told.Log<SyncSteps>(), telemetry: _told.Telemetry);
            using var journal = Journal.TryOpen(Path.Combine(_folder, "journal"))!;
            var end = await new EmbeddedEngine(journal, steps.Table(), time, _ => { }).RunAsync(
                SyncOrchestration.RunAsync, input, OrchestrationJson.Default.RunInput, RunEvents.Resume, CancellationToken.None);
            if (end == EngineEnd.Finished) return stops;
        }
    }

    private static Task<HttpResponseMessage> AnswerIdentity(int number) => (number % 5) switch
    {
        3 => FakeMarketo.Json($$"""{"error":"{{Marker}}"}""", 401),
        4 => FakeMarketo.Json(Marker, 503),
        _ => FakeMarketo.Json($$"""{"access_token":"{{FakeMarketo.Token}}-{{number}}","scope":"{{Marker}}@x.example","expires_in":60}"""),
    };

    private static Task<HttpResponseMessage> Answer(Random random, FakeMarketo.Seen seen)
    {
        int choice, count;
        lock (random) choice = random.Next(24);
        if (seen.Method == HttpMethod.Get || seen.Url.Query.Length > 0) count = 0;
        else count = JsonDocument.Parse(seen.Body).RootElement.GetProperty("input").GetArrayLength();
        return choice switch
        {
            0 => Refused("601"),
            1 => Refused("606"),
            2 => Refused("611"),
            3 => Refused("1077"),
            4 => Refused(Marker),
            5 => FakeMarketo.Json(Marker, 502),
            6 => FakeMarketo.Json(Marker, 413),
            7 => FakeMarketo.Json(Marker),
            8 => throw new HttpRequestException(HttpRequestError.ResponseEnded, Marker),
            9 => FakeMarketo.Json($$"""{"requestId":"{{Marker}}","success":true,"result":[{}],"warnings":["{{Marker}}"]}"""),
            _ => FakeMarketo.Json($$"""{"requestId":"{{Marker}}#1","success":true,"result":[{{string.Join(',', Enumerable.Range(0, count).Select(Item))}}]}"""),
        };

        static Task<HttpResponseMessage> Refused(string code) => FakeMarketo.Json(
            $$"""{"requestId":"1#2","success":false,"errors":[{"code":"{{code}}","message":"Invalid value {{Marker}}@x.example"}]}""");

        static string Item(int item) => (item % 4) switch
        {
            0 => $$"""{"id":{{item + 1}},"status":"created"}""",
            1 => $$"""{"status":"skipped","reasons":[{"code":"1003","message":"Invalid value '{{Marker}}'"}]}""",
            2 => $$"""{"status":"{{Marker}}"}""",
            _ => $$"""{"id":"{{Marker}}","status":"updated"}""",
        };
    }
}
