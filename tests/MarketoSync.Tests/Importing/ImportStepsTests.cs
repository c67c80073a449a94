using System.Net;
using System.Text;
using MarketoSync.Importing;
using MarketoSync.Intake;
using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Recovery;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Tests.Marketo;
using MarketoSync.Tests.Sending;

namespace MarketoSync.Tests.Importing;

public sealed class ImportStepsTests : IDisposable
{
    private static readonly CancellationToken s_never = CancellationToken.None;
    private readonly FakeMarketo _marketo = new();
    private readonly RunInMemory _run = RunInMemory.Distinct(4);

    public void Dispose() => _marketo.Dispose();

    [Fact]
    public async Task A_file_goes_with_its_row_numbers_first_and_its_import_is_kept()
    {
        Answers("""{"batchId":77,"importId":"77","status":"Queued"}""");
        var outcome = await UploadAsync();

        var call = Assert.Single(_marketo.RestCalls);
        Assert.Equal((HttpMethod.Post, "/bulk/v1/leads.json?format=csv&lookupField=email"), (call.Method, call.Url.PathAndQuery));
        Assert.StartsWith("multipart/form-data; boundary=", call.ContentType, StringComparison.Ordinal);
        var boundary = call.ContentType!.Split('=')[1];
        Assert.Equal(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"records.csv\"\r\nContent-Type: text/csv\r\n\r\n"
                + $"marketosyncRow,email\n100,0@x.example\n101,1@x.example\n\r\n--{boundary}--\r\n",
            call.Body);
        Assert.InRange(call.Body.Length, 0, ImportUpload.EnvelopeBytes + 100);
        Assert.Equal((OutcomeKind.Accepted, ImportState.Queued, 2), (outcome.Kind, outcome.Import, outcome.Left));
        Assert.Equal("77", (await _run.LogAsync("0000"))!.Header.Job!.Id);
    }

    [Fact]
    public async Task An_upload_without_a_number_in_its_answer_is_lost()
    {
        Answers("");
        var outcome = await UploadAsync();
        Assert.Equal((OutcomeKind.Lost, "unreadable-answer", null), (outcome.Kind, outcome.Code, outcome.Import));
    }

    [Fact]
    public async Task Each_question_is_counted_and_what_it_told_is_kept()
    {
        await UploadedAsync();
        Answers("""{"batchId":77,"status":"Complete","numOfLeadsProcessed":1,"numOfRowsFailed":1,"numOfRowsWithWarning":1}""");
        var outcome = await PollAsync();

        Assert.Equal("/bulk/v1/leads/batch/77.json", _marketo.RestCalls[^1].Url.AbsolutePath);
        Assert.Equal((ImportState.Complete, 1), (outcome.Import, outcome.Calls.Total));
        var job = (await _run.LogAsync("0000"))!.Header.Job!;
        Assert.Equal((1L, 1, 1), (job.Processed, job.Failed, job.Warned));
    }

    [Fact]
    public async Task Rows_that_failed_are_skipped_and_those_warned_of_are_imported_with_the_warning()
    {
        await CompletedAsync(processed: 3, failed: 1, warned: 1);
        Files("marketosyncRow,email,Import Failure Reason\n102,2@x.example,Invalid data type in field Lead Score\n", "marketosyncRow,email,Import Warning Reason\n101,Invalid email address\n");
        var outcome = await CollectAsync();

        Assert.Equal(["/bulk/v1/leads/batch/77/failures.json", "/bulk/v1/leads/batch/77/warnings.json"], _marketo.RestCalls.TakeLast(2).Select(call => call.Url.AbsolutePath));
        Assert.Equal((0, 2), (outcome.Left, outcome.Calls.Total));
        Assert.Equal(
            ["100 imported", "101 imported import-warning Invalid email address", "102 skipped import-failure Invalid data type in field Lead Score", "103 imported"],
            await ResultsAsync());
    }

    [Fact]
    public async Task Where_nothing_failed_no_file_is_asked_for()
    {
        await CompletedAsync(processed: 4, failed: 0, warned: 0);
        var calls = _marketo.RestCalls.Count;
        Assert.Equal(0, (await CollectAsync()).Calls.Total);
        Assert.Equal(calls, _marketo.RestCalls.Count);
        Assert.All(await ResultsAsync(), result => Assert.EndsWith("imported", result, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_Marketo_gives_no_counts_its_file_tells_which_rows_failed()
    {
        await UploadedAsync();
        Answers("""{"batchId":77,"status":"Complete"}""");
        await PollAsync();
        Files("marketosyncRow,email,Import Failure Reason\n102,2@x.example,bad\n", "");

        Assert.Equal(1, (await CollectAsync()).Calls.Total);
        Assert.Equal(["100 imported", "101 imported", "102 skipped import-failure bad", "103 imported"], await ResultsAsync());
    }

    [Fact]
    public async Task A_file_of_failures_that_is_too_short_is_read_again_and_then_the_others_are_unknown()
    {
        await CompletedAsync(processed: 2, failed: 2, warned: 0);
        Files("marketosyncRow,email,Import Failure Reason\n102,2@x.example,bad\n", "");
        var first = await CollectAsync();
        Assert.Equal((OutcomeKind.Refused, "import-incomplete", 4), (first.Kind, first.Code, first.Left));

        await CollectAsync(attempts: 1, send: 3);
        Assert.Equal(["100 unknown import-incomplete", "102 skipped import-failure bad"], [(await ResultsAsync())[0][..29], (await ResultsAsync())[2]]);
    }

    [Fact]
    public async Task Rows_that_Marketo_does_not_account_for_are_unknown()
    {
        await CompletedAsync(processed: 2, failed: 0, warned: 0);
        await CollectAsync();
        Assert.All(await ResultsAsync(), result => Assert.Contains("unknown import-incomplete", result, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_in_place_of_a_file_is_a_refusal()
    {
        await CompletedAsync(processed: 3, failed: 1, warned: 0);
        _marketo.Rest = (_, _, _) => FakeMarketo.Json("""{"success":false,"errors":[{"code":"606","message":"rate"}]}""");
        var outcome = await CollectAsync();
        Assert.Equal((OutcomeKind.Refused, "606"), (outcome.Kind, outcome.Code));
        Assert.Empty((await _run.LogAsync("0000"))!.Results);
    }

    private RunScope Scope() => new(
        _run, new SyncRequest(Target.Leads, Target.Leads.Default, "email", ["email"], SourceFormat.Ndjson, Mode: SyncMode.Bulk));

    private Task<BatchOutcome> UploadAsync(uint to = 2) =>
        new SendStep(_marketo.Client(), _marketo.Settings, _marketo.Time, mayBeAlive: false).RunAsync(Scope(), RunInMemory.Open(0, to), s_never);

    private async Task UploadedAsync()
    {
        Answers("""{"batchId":77,"status":"Queued"}""");
        await UploadAsync(4);
    }

    private Task<BatchOutcome> PollAsync() =>
        new PollStep(_marketo.Client(), _marketo.Settings, _marketo.Time).RunAsync(Scope(), RunInMemory.Open(0, 4, BatchStep.Poll) with { Sends = 1 }, s_never);

    private async Task CompletedAsync(int processed, int failed, int warned)
    {
        await UploadedAsync();
        Answers($$"""{"batchId":77,"status":"Complete","numOfLeadsProcessed":{{processed}},"numOfRowsFailed":{{failed}},"numOfRowsWithWarning":{{warned}}}""");
        await PollAsync();
    }

    private Task<BatchOutcome> CollectAsync(int attempts = 0, int send = 2) => new CollectStep(_marketo.Client(), _marketo.Settings, _marketo.Time)
        .RunAsync(Scope(), RunInMemory.Open(0, 4, BatchStep.Collect) with { Sends = send, Attempts = attempts }, s_never);

    private async Task<List<string>> ResultsAsync() =>
    [
        .. (await _run.LogAsync("0000"))!.Results.Select(result =>
            $"{result.Record} {result.Status.Name()}{string.Concat((result.Reasons ?? []).Select(reason => $" {reason.Code} {reason.Message}"))}"),
    ];

    private void Answers(string item) => _marketo.Rest = (_, _, _) => FakeMarketo.Json($$"""{"success":true,"result":[{{item}}]}""");

    private void Files(string failures, string warnings) => _marketo.Rest = (_, seen, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
    {
        Content = new StringContent(seen.Url.AbsolutePath.EndsWith("failures.json", StringComparison.Ordinal) ? failures : warnings, Encoding.UTF8, "text/csv"),
    });
}
