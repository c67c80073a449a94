using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Recovery;
using MarketoSync.Reports;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Telemetry;
using MarketoSync.Tests.Marketo;
using MarketoSync.Tests.Reports;
using MarketoSync.Tests.Sending;
using Microsoft.Extensions.Logging;

namespace MarketoSync.Tests.Telemetry;

public sealed class RunTelemetryTests : IDisposable
{
    private static readonly CancellationToken s_never = CancellationToken.None;
    private static readonly DateTimeOffset s_end = new(2026, 8, 1, 9, 42, 4, TimeSpan.Zero);
    private readonly FakeMarketo _marketo = new();
    private readonly Recorder _told = new();

    public void Dispose()
    {
        _told.Dispose();
        _marketo.Dispose();
    }

    [Fact]
    public async Task A_run_that_is_over_is_counted_with_its_records_once_however_often_its_report_is_written()
    {
        var steps = await ReportedAsync();
        var end = Request(RunState.Completed, s_end, ("413", "split", 2), ("for ann@x.example", "isolate", 1));
        await steps.WriteReportAsync(end, s_never);
        await steps.WriteReportAsync(end, s_never);

        Assert.Equal(new Dictionary<string, double> { ["completed"] = 1 }, _told.Sums("marketosync.runs.ended", "marketosync.state"));
        Assert.Equal(
            new Dictionary<string, double> { ["created leads createOrUpdate"] = 2, ["rejected leads createOrUpdate"] = 1 },
            _told.Sums("marketosync.records", "marketosync.status", "marketosync.target", "marketosync.action"));
        Assert.Equal(
            new Dictionary<string, double> { ["413 split"] = 2, ["_OTHER isolate"] = 1 },
            _told.Sums("marketosync.recoveries", "error.type", "marketosync.decision"));
        Assert.Equal((LogEvents.RunEnded, LogLevel.Information), (Assert.Single(_told.Logs).Event, _told.Logs.First().Level));
        Assert.StartsWith("Run test-run completed: 2 of 3 records got in, with 0 calls.", _told.Logs.First().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_stops_and_goes_on_counts_each_recovery_once_and_its_records_at_the_end()
    {
        var steps = await ReportedAsync();
        await steps.WriteReportAsync(Request(RunState.Stopped, s_end, ("603", "stop", 1)), s_never);
        Assert.Empty(_told.Of("marketosync.records"));
        Assert.Equal((LogEvents.RunStopped, LogLevel.Warning), (Assert.Single(_told.Logs).Event, _told.Logs.First().Level));

        await steps.WriteReportAsync(Request(RunState.Stopped, s_end.AddHours(1), ("603", "stop", 2)), s_never);
        await steps.WriteReportAsync(Request(RunState.Cancelled, s_end.AddHours(2), ("413", "split", 1), ("603", "stop", 2)), s_never);
        Assert.Equal(new Dictionary<string, double> { ["stopped"] = 2, ["cancelled"] = 1 }, _told.Sums("marketosync.runs.ended", "marketosync.state"));
        Assert.Equal(new Dictionary<string, double> { ["603 stop"] = 2, ["413 split"] = 1 }, _told.Sums("marketosync.recoveries", "error.type", "marketosync.decision"));
        Assert.Equal(3, _told.Of("marketosync.records").Sum(measured => measured.Value));
    }

    [Fact]
    public async Task A_batch_is_told_by_its_size_and_its_results_by_their_status_when_they_are_stored()
    {
        var run = RunInMemory.Distinct(4);
        Answers("""{"id":1,"status":"created"},{"id":2,"status":"created"},{"status":"skipped","reasons":[{"code":"1003","message":"m"}]},{"id":4,"status":"updated"}""");
        var step = new SendStep(_marketo.Client(told: _told), _marketo.Settings, _marketo.Time, mayBeAlive: false);
        var scope = run.Scope() with { Telemetry = _told.Telemetry };
        await step.RunAsync(scope, RunInMemory.Open(0, 4), s_never);

        // Taken a second time it gives what is stored, and counts nothing.
        await step.RunAsync(scope, RunInMemory.Open(0, 4), s_never);
        Assert.Equal((4, "{record}"), (Assert.Single(_told.Of("marketosync.batch.records")).Value, _told.Of("marketosync.batch.records")[0].Unit));
        Assert.Equal((Assert.Single(_marketo.RestCalls).Body.Length, "By"), (Assert.Single(_told.Of("marketosync.batch.size")).Value, _told.Of("marketosync.batch.size")[0].Unit));
        Assert.Equal(
            new Dictionary<string, double> { ["created"] = 2, ["skipped"] = 1, ["updated"] = 1 },
            _told.Sums("marketosync.results", "marketosync.status"));
    }

    [Fact]
    public async Task A_step_is_a_span_that_its_calls_belong_to()
    {
        Answers("");
        var input = new StepInput("r1", RunInMemory.Open(1, 4, id: "0042.1"));
        await (await StepsAsync(RunInMemory.Distinct(4))).Table().RunAsync(SyncActivities.TakeStep.Name, input, s_never);

        var step = Assert.Single(_told.Spans, span => span.DisplayName == "step send");
        Assert.Equal(
            ["error.type=wrong-count", "marketosync.batch.id=0042.1", "marketosync.batch.records=3", "marketosync.outcome=lost", "marketosync.run.id=r1", "marketosync.step=send"],
            step.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(2, _told.Spans.Count(span => span.ParentSpanId == step.SpanId));
    }

    [Fact]
    public async Task A_step_that_the_environment_fails_tells_the_kind_of_the_fault_and_not_its_words()
    {
        var run = RunInMemory.Distinct(4);
        var steps = await StepsAsync(run);
        run.Writing = _ => throw new IOException("The disk of Ann is full.");
        var input = new StepInput("r1", RunInMemory.Open(0, 4));
        await Assert.ThrowsAsync<IOException>(() => steps.Table().RunAsync(SyncActivities.TakeStep.Name, input, s_never));

        Assert.Equal("System.IO.IOException", Assert.Single(_told.Spans, span => span.DisplayName == "step send").GetTagItem("error.type"));
        Assert.DoesNotContain(_told.Everything(), text => text.Contains("Ann", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_batch_that_another_process_takes_on_is_a_warning_in_the_log()
    {
        var run = RunInMemory.Distinct(4);
        var steps = await StepsAsync(run);
        Answers("");
        run.Writing = name =>
        {
            run.Writing = _ => { };
            run.Put(name, "{\"batch\":\"0000\",\"send\":0}\n");
        };
        var outcome = await steps.TakeStepAsync(new StepInput("r1", RunInMemory.Open(0, 4)), s_never);
        Assert.Equal((OutcomeKind.Lost, FaultCodes.Interrupted), (outcome.Kind, outcome.Code));
        Assert.Equal((LogEvents.BatchTaken, LogLevel.Warning), (Assert.Single(_told.Logs).Event, _told.Logs.First().Level));
    }

    [Fact]
    public async Task The_beginning_of_a_run_is_logged_with_its_plan()
    {
        var steps = await StepsAsync(RunInMemory.Distinct(4));
        var policy = new RecoveryPolicy(SyncAction.CreateOrUpdate, TimeSpan.Zero, 6, TimeSpan.Zero, StopOnQuota: false);
        await steps.PlanAsync(new RunInput("r1", new(3, 1_000_000, 50), policy, 5), s_never);
        Assert.StartsWith("Run r1 began: 4 records for leads by createOrUpdate, in 2 batches.", Assert.Single(_told.Logs).Text, StringComparison.Ordinal);
    }

    private void Answers(string items) => _marketo.Rest = (_, _, _) => FakeMarketo.Json($$"""{"success":true,"result":[{{items}}]}""");

    private async Task<SyncSteps> StepsAsync(RunInMemory run)
    {
        var definition = new RunDefinition(run.Run, "example.test", "leads", "createOrUpdate", "email", "sync", "people.csv", "csv", s_end, 4, 400, 0);
        await RunDefinitionFile.WriteAsync(run, definition, s_never);
        return Steps(run);
    }

    /// <summary>The steps of a run of three records, one of which was rejected.</summary>
    private async Task<SyncSteps> ReportedAsync()
    {
        var run = new RunBuilder().Store(0, "{\"email\":\"a\"}").Store(1, "{\"email\":\"b\"}").Reject(2)
            .Settle("0000", 0, RecordStatus.Created).Settle("0000", 1, RecordStatus.Created);
        await RunDefinitionFile.WriteAsync(run.Folder, run.Build(), s_never);
        return Steps(run.Folder);
    }

    private SyncSteps Steps(IRunFolder run) => new(
        new OneRunStore(run), _marketo.Client(told: _told), _marketo.Settings, _marketo.Time, log: _told.Log<SyncSteps>(), telemetry: _told.Telemetry);

    private static ReportRequest Request(RunState state, DateTimeOffset end, params (string Code, string Decision, int Count)[] recoveries)
    {
        var tally = Tally.None;
        foreach (var (code, decision, count) in recoveries)
        {
            for (var time = 0; time < count; time++) tally = tally.AddRecovery($"{code.Replace(' ', '-')} {decision}");
        }

        return new ReportRequest("test-run", new ReportInput(state, null, end, tally, []));
    }
}
