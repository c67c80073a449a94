using System.Text;
using MarketoSync.Intake;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Tests.Inbox;
using MarketoSync.Tests.Marketo;
using MarketoSync.Tests.Preflight;
using Microsoft.Extensions.Time.Testing;

namespace MarketoSync.Tests.Runs;

/// <summary>What becomes of records that Marketo's own description speaks against.</summary>
public sealed class RunIntakeTests
{
    private const string Source = "{\"email\":\"a@x.example\"}\n{\"email\":\"b@x.example\",\"odd\":1}\n{\"email\":\"nobody\"}\n";
    private readonly MemoryRunStore _store = new();
    private readonly FakeSchemas _schemas = new();

    [Fact]
    public async Task By_warn_all_are_stored_and_the_run_tells_what_was_found_and_what_it_took()
    {
        await ReadAsync("r", new SyncOptions());

        var run = await DefinitionAsync("r");
        Assert.Equal((3, 0, null, CallCount.Success), (run.Stored, run.Rejected, run.Preflight, run.DescribeCalls));
        Assert.Equal(
            [
                "Line 2: Marketo tells of no field 'odd'. Correct its name, leave it out, or have the field made in Marketo.",
                "Line 3: The field 'email' takes an e-mail address, and the text is none.",
            ],
            run.Warnings);
        Assert.Equal(["leads"], _schemas.Forgotten);
    }

    [Fact]
    public async Task By_reject_what_a_file_may_import_is_stored_and_warned_of()
    {
        await ReadAsync("r", new SyncOptions(Mode: "bulk", Preflight: "reject"));

        var run = await DefinitionAsync("r");
        Assert.Equal((3, 0), (run.Stored, run.Rejected));
        Assert.EndsWith("An import may take it all the same.", run.Warnings.Single(warning => warning.StartsWith("Line 3", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains(run.Warnings, warning => warning.StartsWith("Line 2: Marketo tells of no field 'odd'.", StringComparison.Ordinal));
        Assert.Equal(["leads"], _schemas.Forgotten);
    }

    [Theory]
    [InlineData("sync", 0, "sync")]
    [InlineData("auto", 0, "sync")]
    [InlineData("auto", 5_000, "bulk")]
    public async Task By_reject_they_are_rejected_and_need_no_warning(string mode, int more, string chosen)
    {
        await ReadAsync("r", new SyncOptions(Mode: mode, Preflight: "reject"), Source + string.Concat(Enumerable.Repeat("{\"email\":\"c@x.example\"}\n", more)));

        var run = await DefinitionAsync("r");
        Assert.Equal((chosen, 1 + more, 2, "reject"), (run.Mode, run.Stored, run.Rejected, run.Preflight));
        Assert.Equal(run.ModeReason is { } reason ? [reason] : [], run.Warnings);
        Assert.Equal(["unknown-field", "bad-email"], (await RejectedRecords.ReadAsync(_store.Open("r"), default).ToListAsync()).Select(record => record.Code));
    }

    [Fact]
    public async Task What_reject_rejected_is_rejected_by_a_retry_too_until_Marketo_has_the_field()
    {
        await ReadAsync("first", new SyncOptions(Preflight: "reject"));
        var first = await DefinitionAsync("first");
        await ReportFromStorage.WriteAsync(_store.Open("first"), first, "", default, default);

        Assert.Equal((2, 2), await RetryAsync(first, "second"));
        _schemas.Schema = _schemas.Schema with { Fields = [.. _schemas.Schema.Fields, new("odd", MarketoSync.Preflight.FieldType.Other)] };
        Assert.Equal((2, 1), await RetryAsync(first, "third"));
        Assert.Equal("reject", (await DefinitionAsync("third")).Preflight);
    }

    [Fact]
    public async Task Where_there_is_no_description_the_run_says_so_or_is_none()
    {
        _schemas.Fault = FakeSchemas.Unreachable;

        Assert.IsType<DescriptionFault>(await ReadAsync("none", new SyncOptions(Preflight: "reject")));
        Assert.IsType<IntakeSummary>(await ReadAsync("r", new SyncOptions()));

        Assert.Null(await RunDefinitionFile.ReadAsync(_store.Open("none"), CancellationToken.None));
        Assert.StartsWith("The fields and values were not checked before sending. Marketo's description", Assert.Single((await DefinitionAsync("r")).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_findings_are_cut_short()
    {
        await ReadAsync("r", new SyncOptions(), string.Concat(Enumerable.Range(0, 25).Select(number => $$"""{"email":"a@x.example","odd{{number}}":1}""" + "\n")));

        var warnings = (await DefinitionAsync("r")).Warnings;
        Assert.Equal(21, warnings.Count);
        Assert.Equal("There are 5 more of the kind: a plan shows all.", warnings[^1]);
    }

    [Fact]
    public async Task What_a_custom_object_is_told_apart_by_is_kept_with_the_run()
    {
        await ReadAsync("r", new SyncOptions("customobjects/car_c"), "{\"vin\":\"1\"}\n");

        var run = await DefinitionAsync("r");
        Assert.Equal(["vin"], run.Keys());
        Assert.True(SyncRequest.Of(run)!.Answers(Request(new SyncOptions("customobjects/car_c"))));
        Assert.True(SyncRequest.Of(run)!.Answers(Request(new SyncOptions("customobjects/car_c", DedupeBy: "vin"))));
        Assert.False(SyncRequest.Of(run)!.Answers(Request(new SyncOptions("customobjects/car_c", DedupeBy: "plate"))));
        Assert.False(SyncRequest.Of(run)!.Answers(Request(new SyncOptions("customobjects/car_c", Preflight: "reject"))));
    }

    [Fact]
    public async Task A_retry_goes_by_the_fields_of_its_run_although_the_description_names_others()
    {
        var named = new SyncOptions("customobjects/car_c", DedupeBy: "n");
        Assert.IsType<DescriptionFault>(await ReadAsync("refused", named));
        await ReadAsync("r", named with { Preflight = "off" }, "{\"n\":1}\nno record\n");
        var run = await DefinitionAsync("r");
        await ReportFromStorage.WriteAsync(_store.Open("r"), run, "", default, default);

        Assert.Equal((1, 1), await RetryAsync(run with { Preflight = null }, "second"));

        Assert.Equal(["n"], (await DefinitionAsync("second")).Keys());
        Assert.Null(await RunDefinitionFile.ReadAsync(_store.Open("refused"), CancellationToken.None));
    }

    [Fact]
    public async Task The_calls_that_it_took_are_the_run_s()
    {
        await ReadAsync("r", new SyncOptions());
        var steps = new SyncSteps(_store, new FakeMarketo().Client(), IntakeWorld.Marketo, TimeProvider.System);

        var input = Request(new SyncOptions()).Input("r", IntakeWorld.Marketo);
        var work = Work.Start(input, await steps.PlanAsync(input, default));
        var report = await ReportFromStorage.WriteAsync(_store.Open("r"), await DefinitionAsync("r"), "", default, default);

        Assert.Equal((1, 1, 1), (work.Tally.Calls, work.Tally.Succeeded, work.Tally.Planned));
        Assert.Equal((1, 1), (report.Calls.Total, report.Calls.Succeeded));
    }

    private static SyncRequest Request(SyncOptions options)
    {
        Assert.True(SyncRequest.TryRead(options with { Format = "ndjson" }, "-", out var request, out var fault), fault?.Text);
        return request!;
    }

    private async Task<IntakeResult> ReadAsync(string run, SyncOptions options, string source = Source) => await Intake().ReadAsync(
        run, new MemoryStream(Encoding.UTF8.GetBytes(source)), new RunOrigin("-"), Request(options), default);

    private async Task<(long Records, long Rejected)> RetryAsync(RunDefinition before, string run)
    {
        var read = (IntakeSummary)await Intake().RetryAsync(run, before, SyncRequest.Of(before)!, new HashSet<RecordStatus> { RecordStatus.Rejected }, default);
        return (read.Records, read.Rejected);
    }

    private RunIntake Intake() => new(_store, _schemas, IntakeWorld.Marketo, new FakeTimeProvider(IntakeWorld.Begin));

    private async Task<RunDefinition> DefinitionAsync(string run) => (await RunDefinitionFile.ReadAsync(_store.Open(run), default))!;
}
