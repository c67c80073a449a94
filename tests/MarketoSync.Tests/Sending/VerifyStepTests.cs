using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Recovery;
using MarketoSync.Sending;
using MarketoSync.Tests.Marketo;

namespace MarketoSync.Tests.Sending;

public sealed class VerifyStepTests : IDisposable
{
    private readonly FakeMarketo _marketo = new();

    public void Dispose() => _marketo.Dispose();

    [Fact]
    public async Task What_is_called_updated_was_created_by_the_lost_call_if_it_is_as_young()
    {
        var run = RunInMemory.Of("a@x.example", "b@x.example", "c@x.example");
        await run.WriteResultsAsync(
            "0000", Result(100, RecordStatus.Updated, "1"), Result(101, RecordStatus.Updated, "2"), Result(102, RecordStatus.Created, "3"));
        Answers((1, "a@x.example", 0), (2, "b@x.example", -1));
        var outcome = await VerifyAsync(run, SyncAction.CreateOrUpdate);

        Assert.Contains("?filterType=id&filterValues=1%2C2&fields=id%2CcreatedAt", Assert.Single(_marketo.RestCalls).Url.Query, StringComparison.Ordinal);
        Assert.Equal(new Dictionary<RecordStatus, int> { [RecordStatus.Updated] = -1, [RecordStatus.Created] = 1 }, outcome.Settled);
        Assert.Equal([RecordStatus.Created, RecordStatus.Updated, RecordStatus.Created], await StatusesAsync(run));
    }

    [Theory]
    [InlineData(SyncAction.CreateOrUpdate)]
    [InlineData(SyncAction.CreateOnly)]
    public async Task What_is_skipped_for_no_known_reason_was_created_by_the_lost_call_if_it_is_as_young(SyncAction action)
    {
        var run = RunInMemory.Of("a@x.example", "b@x.example", "c@x.example");
        await run.WriteResultsAsync(
            "0000", Skipped(100, "a@x.example", "1999"), Skipped(101, "b@x.example", "1999"), Skipped(102, "c@x.example", "1003"));
        Answers((1, "a@x.example", 0), (2, "b@x.example", -1), (3, "c@x.example", 0));
        await VerifyAsync(run, action);

        Assert.Equal([RecordStatus.Created, RecordStatus.Skipped, RecordStatus.Skipped], await StatusesAsync(run));
        Assert.Equal("1", (await run.LogAsync("0000"))!.Results[0].Id);
    }

    [Fact]
    public async Task What_is_said_to_exist_was_created_by_the_lost_call_if_it_is_as_young()
    {
        var run = RunInMemory.Of("a@x.example", "b@x.example", "c@x.example");
        await run.WriteResultsAsync(
            "0000", Skipped(100, "a@x.example", "1005"), Skipped(101, "b@x.example", "1005"), Skipped(102, "c@x.example", "1003"));
        Answers((1, "A@x.example", 0), (2, "b@x.example", -1), (3, "c@x.example", 0));
        await VerifyAsync(run, SyncAction.CreateOnly);

        Assert.Equal([RecordStatus.Created, RecordStatus.Skipped, RecordStatus.Skipped], await StatusesAsync(run));
        var created = (await run.LogAsync("0000"))!.Results[0];
        Assert.Equal(("1", null), (created.Id, created.Reasons));
    }

    [Fact]
    public async Task What_is_said_to_exist_and_is_not_found_may_have_been_created_by_the_lost_call()
    {
        var run = RunInMemory.Of("a@x.example", "b@x.example");
        await run.WriteResultsAsync("0000", Skipped(100, "a@x.example", "1005"), Skipped(101, "b@x.example", "1005"));
        Answers((2, "b@x.example", -1));
        await VerifyAsync(run, SyncAction.CreateOnly, to: 2);
        Assert.Equal([RecordStatus.Unknown, RecordStatus.Skipped], await StatusesAsync(run));
    }

    [Fact]
    public async Task What_an_earlier_record_of_the_run_created_was_updated_by_this_one()
    {
        var run = RunInMemory.Of("a@x.example", "a@x.example");
        await run.WriteResultsAsync("0000", new RecordResult(100, 201, "a@x.example", RecordStatus.Created, "1", Batch: "0000"));
        await run.WriteResultsAsync("0001", new RecordResult(101, 202, "a@x.example", RecordStatus.Updated, "1", Batch: "0001"));
        Answers((1, "a@x.example", 0));
        await VerifyAsync(run, SyncAction.CreateOrUpdate, from: 1, to: 2, batch: "0001");
        Assert.Equal([RecordStatus.Updated], await StatusesAsync(run, "0001"));
    }

    [Fact]
    public async Task Records_that_have_no_result_yet_are_still_left_afterwards()
    {
        var run = RunInMemory.Of("a@x.example", "b@x.example", "c@x.example");
        await run.WriteResultsAsync("0000", Result(101, RecordStatus.Updated, "2"));
        Answers((2, "b@x.example", 0));
        Assert.Equal(2, (await VerifyAsync(run, SyncAction.CreateOrUpdate)).Left);

        _marketo.Rest = (_, _, _) => FakeMarketo.Html(503);
        await run.WriteResultsAsync("0000", Result(101, RecordStatus.Updated, "2"));
        var failed = await VerifyAsync(run, SyncAction.CreateOrUpdate);
        Assert.Equal((OutcomeKind.Lost, 2), (failed.Kind, failed.Left));
        Assert.Equal([RecordStatus.Updated], await StatusesAsync(run));
    }

    [Theory]
    [InlineData(-9, 0, RecordStatus.Updated)]
    [InlineData(-9, -9, RecordStatus.Unchanged)]
    [InlineData(0, 0, RecordStatus.Created)]
    public async Task A_member_who_has_the_status_already_got_it_from_the_lost_call_if_the_change_is_as_young(int created, int updated, RecordStatus expected)
    {
        var run = RunInMemory.OfRecords("""{"leadId":7}""");
        await run.WriteResultsAsync("0000", Unchanged(100));
        AnswersMember(created, updated);
        var outcome = await VerifyMemberAsync(run);

        Assert.Contains("createdAt%2CupdatedAt", Assert.Single(_marketo.RestCalls).Url.Query, StringComparison.Ordinal);
        var result = Assert.Single((await run.LogAsync("0000"))!.Results);
        Assert.Equal(expected, result.Status);
        Assert.Equal(expected != RecordStatus.Unchanged, outcome.Settled.GetValueOrDefault(RecordStatus.Unchanged) == -1);
    }

    [Theory]
    [InlineData(RecordStatus.Updated)]
    [InlineData(RecordStatus.Unchanged)]
    public async Task A_member_to_whom_an_earlier_record_gave_the_status_is_left_unchanged_by_this_one(RecordStatus earlier)
    {
        var run = RunInMemory.Of("7", "7");
        await run.WriteResultsAsync("0000", Unchanged(100) with { Status = earlier });
        await run.WriteResultsAsync("0001", Unchanged(101));
        AnswersMember(-9, 0);
        await VerifyMemberAsync(run, from: 1, batch: "0001", keyField: "email");
        Assert.Equal([RecordStatus.Unchanged], await StatusesAsync(run, "0001"));
    }

    [Theory]
    [InlineData(SyncAction.CreateOrUpdate, 0, 0, RecordStatus.Created)]
    [InlineData(SyncAction.CreateOrUpdate, -9, 0, RecordStatus.Unknown)]
    [InlineData(SyncAction.CreateOrUpdate, -9, null, RecordStatus.Unknown)]
    [InlineData(SyncAction.CreateOrUpdate, -9, -8, RecordStatus.Failed)]
    [InlineData(SyncAction.CreateOrUpdate, null, null, RecordStatus.Failed)]
    [InlineData(SyncAction.UpdateOnly, -9, -8, RecordStatus.Failed)]
    [InlineData(SyncAction.UpdateOnly, -9, 0, RecordStatus.Unknown)]
    [InlineData(SyncAction.UpdateOnly, 0, 0, RecordStatus.Unknown)]
    public async Task A_record_that_is_refused_now_failed_if_nobody_wrote_it_while_the_lost_call_was_at_work(
        SyncAction action, int? created, int? updated, RecordStatus expected)
    {
        var run = RunInMemory.Of("a@x.example");
        await run.WriteResultsAsync("0000", Refused());
        AnswersWritten(created, updated);
        var outcome = await VerifyAsync(run.Scope(action), 0, 1, "0000", RecordStatus.Failed);

        Assert.Contains("fields=id%2Cemail%2CcreatedAt%2CupdatedAt", Assert.Single(_marketo.RestCalls).Url.Query, StringComparison.Ordinal);
        Assert.Equal((OutcomeKind.Accepted, "", 0), (outcome.Kind, outcome.Code, outcome.Left));
        var result = Assert.Single((await run.LogAsync("0000"))!.Results);
        Assert.Equal((expected, expected == RecordStatus.Created ? "1" : null), (result.Status, result.Id));
        Assert.Equal(expected == RecordStatus.Created ? null : "1077", result.Reasons?[0].Code);
        Assert.Equal(expected == RecordStatus.Unknown ? 0 : -1, outcome.Settled.GetValueOrDefault(RecordStatus.Unknown));
    }

    [Fact]
    public async Task A_refused_record_stays_unknown_where_it_cannot_be_looked_up()
    {
        var run = RunInMemory.Of("a,b@x.example");
        await run.WriteResultsAsync("0000", Refused() with { Key = "a,b@x.example" });
        await VerifyAsync(run.Scope(SyncAction.CreateOrUpdate), 0, 1, "0000", RecordStatus.Failed);

        Assert.Empty(_marketo.RestCalls);
        Assert.Equal([RecordStatus.Unknown], await StatusesAsync(run));
    }

    private static RecordResult Refused() => new(100, 201, "a@x.example", RecordStatus.Unknown, null, [new("1077", "m")], "0000");

    private void AnswersWritten(int? created, int? updated)
    {
        string Member(string name, int? age) => age is { } seconds
            ? $",\"{name}\":\"{_marketo.Time.GetUtcNow().AddSeconds(seconds):yyyy-MM-ddTHH:mm:ssZ}\""
            : "";
        var found = created is null ? "" : $"{{\"id\":1,\"email\":\"a@x.example\"{Member("createdAt", created)}{Member("updatedAt", updated)}}}";
        _marketo.Rest = (_, _, _) => FakeMarketo.Json($"{{\"success\":true,\"result\":[{found}]}}");
    }

    private static RecordResult Unchanged(long record) => new(record, record + 101, "7", RecordStatus.Unchanged, null, [new("1037", "m")], "0000");

    private void AnswersMember(int created, int updated)
    {
        string Time(int age) => _marketo.Time.GetUtcNow().AddSeconds(age).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        _marketo.Rest = (_, _, _) => FakeMarketo.Json(
            $$"""{"success":true,"result":[{"leadId":7,"email":"7","createdAt":"{{Time(created)}}","updatedAt":"{{Time(updated)}}"}]}""");
    }

    private Task<BatchOutcome> VerifyMemberAsync(RunInMemory run, uint from = 0, string batch = "0000", string keyField = "leadId") => VerifyAsync(
        run.Scope(Target.Find("programs/1/members")!, SyncAction.CreateOrUpdate, null, keyField), from, from + 1, batch);

    private static RecordResult Result(long record, RecordStatus status, string id) =>
        new(record, record + 101, $"{(char)('a' + record - 100)}@x.example", status, id, Batch: "0000");

    private static RecordResult Skipped(long record, string key, string code) =>
        new(record, record + 101, key, RecordStatus.Skipped, null, [new(code, "m")], "0000");

    private void Answers(params (int Id, string Key, int Age)[] leads) => _marketo.Rest = (_, _, _) => FakeMarketo.Json(
        $$"""{"success":true,"result":[{{string.Join(',', leads.Select(lead => $$"""{"id":{{lead.Id}},"email":"{{lead.Key}}","createdAt":"{{_marketo.Time.GetUtcNow().AddSeconds(lead.Age):yyyy-MM-ddTHH:mm:ssZ}}"}"""))}}]}""");

    private Task<BatchOutcome> VerifyAsync(RunInMemory run, SyncAction action, uint from = 0, uint to = 3, string batch = "0000") =>
        VerifyAsync(run.Scope(action), from, to, batch);

    private Task<BatchOutcome> VerifyAsync(RunScope scope, uint from, uint to, string batch, RecordStatus? ifNotDone = null)
    {
        var step = new VerifyStep(new CreationProof(new ObjectReader(_marketo.Client(), _marketo.Settings)), _marketo.Time);
        return step.RunAsync(
            scope, RunInMemory.Open(from, to, BatchStep.Verify, batch) with { LostSince = _marketo.Time.GetUtcNow(), LostUntil = _marketo.Time.GetUtcNow().AddMinutes(2), IfNotDone = ifNotDone }, CancellationToken.None);
    }

    private static async Task<IEnumerable<RecordStatus>> StatusesAsync(RunInMemory run, string batch = "0000") =>
        (await run.LogAsync(batch))!.Results.Select(result => result.Status);
}
