using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Recovery;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Tests.Marketo;

namespace MarketoSync.Tests.Sending;

public sealed class SendStepTests : IDisposable
{
    private static readonly CancellationToken s_never = CancellationToken.None;
    private readonly FakeMarketo _marketo = new();
    private readonly RunInMemory _run = RunInMemory.Distinct(4);
    private readonly SendStep _step;

    public SendStepTests() => _step = new SendStep(_marketo.Client(), _marketo.Settings, _marketo.Time, mayBeAlive: false);

    public void Dispose() => _marketo.Dispose();

    [Fact]
    public async Task Each_record_gets_the_result_at_its_place()
    {
        Answers("""{"id":1,"status":"created"},{"status":"skipped","reasons":[{"code":"1003","message":"m"}]},{"id":3,"status":"updated"}""");
        var outcome = await _step.RunAsync(_run.Scope(), RunInMemory.Open(1, 4), s_never);

        Assert.Equal((OutcomeKind.Accepted, 0, 1), (outcome.Kind, outcome.Left, outcome.Calls.Succeeded));
        Assert.Equal(
            """{"action":"createOrUpdate","lookupField":"email","input":[{"email":"1@x.example"},{"email":"2@x.example"},{"email":"3@x.example"}]}""",
            Assert.Single(_marketo.RestCalls).Body);
        Assert.Equal(
            [(101, 202, "1@x.example", RecordStatus.Created, "1"), (102, 203, "2@x.example", RecordStatus.Skipped, null), (103, 204, "3@x.example", RecordStatus.Updated, "3")],
            (await _run.LogAsync("0000"))!.Results.Select(result => (result.Record, result.Line, result.Key!, result.Status, result.Id)));
    }

    [Fact]
    public async Task The_intent_is_stored_before_the_call_leaves()
    {
        BatchLog? stored = null;
        _marketo.Rest = async (_, _, _) =>
        {
            stored = await _run.LogAsync("0000");
            return await FakeMarketo.Html(502);
        };
        await _step.RunAsync(_run.Scope(), RunInMemory.Open(0, 4), s_never);
        Assert.Equal((0, null), (stored!.Header.Send, stored.Header.Outcome));
    }

    [Fact]
    public async Task An_intent_that_cannot_be_stored_sends_nothing()
    {
        _run.Writing = _ => throw new IOException("The disk is full.");
        await Assert.ThrowsAsync<IOException>(() => _step.RunAsync(_run.Scope(), RunInMemory.Open(0, 4), s_never));
        Assert.Empty(_marketo.RestCalls);
    }

    [Fact]
    public async Task Taken_a_second_time_it_gives_the_outcome_that_is_stored_and_sends_nothing()
    {
        Answers("""{"id":1,"status":"created"},{"id":2,"status":"updated"},{"status":"skipped","reasons":[{"code":"1019","message":"busy"}]},{"id":4,"status":"created"}""");
        var first = await _step.RunAsync(_run.Scope(), RunInMemory.Open(0, 4), s_never);
        var second = await _step.RunAsync(_run.Scope(), RunInMemory.Open(0, 4), s_never);
        Assert.Single(_marketo.RestCalls);
        Assert.Equal(("1019", 1), (first.Code, first.Left));
        Assert.Equal((first.Kind, first.Code, first.Left, first.SentAt, first.EndedAt), (second.Kind, second.Code, second.Left, second.SentAt, second.EndedAt));
        Assert.Equal(first.Settled, second.Settled);
        Assert.Equal(3, (await _run.LogAsync("0000"))!.Results.Count);
    }

    [Fact]
    public async Task An_intent_without_an_outcome_is_a_lost_answer_and_nothing_is_sent()
    {
        var sentAt = _marketo.Time.GetUtcNow().AddSeconds(-30);
        var header = new BatchHeader("0000", 0, sentAt.AddSeconds(-1), sentAt, null);
        await new BatchLog(header, []).WriteAsync(_run, s_never);

        var outcome = await _step.RunAsync(_run.Scope(), RunInMemory.Open(0, 4), s_never);
        Assert.Empty(_marketo.RestCalls);
        Assert.Equal((OutcomeKind.Lost, "interrupted", sentAt.AddSeconds(-1)), (outcome.Kind, outcome.Code, outcome.SentAt));
        Assert.Equal(_marketo.Time.GetUtcNow(), outcome.EndedAt);

        // The call cannot have gone on for longer than its time-out.
        _marketo.Time.Advance(TimeSpan.FromHours(1));
        outcome = await _step.RunAsync(_run.Scope(), RunInMemory.Open(0, 4), s_never);
        Assert.Equal(sentAt.AddSeconds(120), outcome.EndedAt);
    }

    [Fact]
    public async Task Where_the_sender_may_be_alive_its_call_is_over_with_its_time_out()
    {
        var sentAt = _marketo.Time.GetUtcNow().AddSeconds(-30);
        await new BatchLog(new BatchHeader("0000", 0, sentAt.AddSeconds(-1), sentAt, null), []).WriteAsync(_run, s_never);
        var step = new SendStep(_marketo.Client(), _marketo.Settings, _marketo.Time, mayBeAlive: true);

        var outcome = await step.RunAsync(_run.Scope(), RunInMemory.Open(0, 4), s_never);
        Assert.Equal((OutcomeKind.Lost, sentAt.AddSeconds(120)), (outcome.Kind, outcome.EndedAt));
    }

    [Fact]
    public async Task Of_two_processes_at_the_same_step_one_alone_sends()
    {
        var other = new SendStep(_marketo.Client(), _marketo.Settings, _marketo.Time, mayBeAlive: true);
        Task<BatchOutcome>? second = null;
        _run.Writing = _ =>
        {
            // Both have read that nobody is at it; the other is a moment quicker to note its intent.
            _run.Writing = _ => { };
            second = other.RunAsync(_run.Scope(SyncAction.CreateDuplicate), RunInMemory.Open(0, 4), s_never);
        };
        Answers("""{"id":1,"status":"created"},{"id":2,"status":"created"},{"id":3,"status":"created"},{"id":4,"status":"created"}""");

        await Assert.ThrowsAsync<BatchTakenException>(
            () => _step.RunAsync(_run.Scope(SyncAction.CreateDuplicate), RunInMemory.Open(0, 4), s_never));
        Assert.Equal(OutcomeKind.Accepted, (await second!).Kind);
        Assert.Single(_marketo.RestCalls);
    }

    [Fact]
    public async Task An_outcome_that_comes_after_the_batch_was_taken_on_overwrites_nothing()
    {
        var later = RunInMemory.Open(0, 4) with { Sends = 1 };
        _marketo.Rest = async (_, _, _) =>
        {
            // While the first call hangs the engine gives its process up, and another sends the batch again.
            Answers("""{"id":1,"status":"updated"},{"id":2,"status":"updated"},{"id":3,"status":"updated"},{"id":4,"status":"updated"}""");
            await _step.RunAsync(_run.Scope(), later, s_never);
            return await FakeMarketo.Html(502);
        };

        await Assert.ThrowsAsync<BatchTakenException>(() => _step.RunAsync(_run.Scope(), RunInMemory.Open(0, 4), s_never));
        Assert.Equal((1, 4), ((await _run.LogAsync("0000"))!.Header.Send, (await _run.LogAsync("0000"))!.Results.Count));

        // Begun anew it finds that its time has passed.
        Assert.Equal(OutcomeKind.Lost, (await _step.RunAsync(_run.Scope(), RunInMemory.Open(0, 4), s_never)).Kind);
        Assert.Equal(2, _marketo.RestCalls.Count);
    }

    [Fact]
    public async Task Only_what_is_left_is_sent_again_and_all_results_are_kept()
    {
        Answers("""{"status":"skipped","reasons":[{"code":"1019","message":"busy"}]},{"id":2,"status":"updated"},{"id":3,"status":"updated"},{"status":"skipped","reasons":[{"code":1016,"message":"busy"}]}""");
        await _step.RunAsync(_run.Scope(), RunInMemory.Open(0, 4), s_never);
        Answers("""{"id":1,"status":"created"},{"id":4,"status":"created"}""");
        var outcome = await _step.RunAsync(_run.Scope(), RunInMemory.Open(0, 4) with { Sends = 1, IsPartly = true }, s_never);

        Assert.Equal((OutcomeKind.Accepted, 0), (outcome.Kind, outcome.Left));
        Assert.EndsWith("""[{"email":"0@x.example"},{"email":"3@x.example"}]}""", _marketo.RestCalls[1].Body, StringComparison.Ordinal);
        Assert.Equal([100L, 101, 102, 103], (await _run.LogAsync("0000"))!.Results.Select(result => result.Record).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_whole_settled_is_not_sent_by_its_part_even_if_the_part_was_not_told(bool isPartly)
    {
        await _run.WriteResultsAsync("0000", new RecordResult(101, 202, "1@x.example", RecordStatus.Created, "1"));
        Answers("""{"id":5,"status":"created"}""");
        await _step.RunAsync(_run.Scope(SyncAction.CreateDuplicate), RunInMemory.Open(0, 2, id: "0000.0") with { IsPartly = isPartly }, s_never);
        Assert.EndsWith("""[{"email":"0@x.example"}]}""", Assert.Single(_marketo.RestCalls).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_left_nothing_is_sent()
    {
        await _run.WriteResultsAsync("0000", new RecordResult(101, 202, "1@x.example", RecordStatus.Created, "1"));
        var outcome = await _step.RunAsync(_run.Scope(), RunInMemory.Open(1, 2, id: "0000.1"), s_never);
        Assert.Equal((OutcomeKind.Accepted, 0, 0), (outcome.Kind, outcome.Left, outcome.Calls.Total));
        Assert.Empty(_marketo.RestCalls);
    }

    [Theory]
    [InlineData("""{"success":true,"result":[{"id":1,"status":"created"}]}""")]
    [InlineData("""{"success":true,"result":[]}""")]
    [InlineData("""{"success":true}""")]
    [InlineData("""{"success":true,"result":[{},{},{},{},{}]}""")]
    public async Task An_answer_with_another_number_of_results_is_lost(string body)
    {
        _marketo.Rest = (_, _, _) => FakeMarketo.Json(body);
        var outcome = await _step.RunAsync(_run.Scope(), RunInMemory.Open(0, 4), s_never);
        Assert.Equal((OutcomeKind.Lost, "wrong-count", 4), (outcome.Kind, outcome.Code, outcome.Left));
        Assert.Equal(1, outcome.Calls.Errors!["wrong-count"]);
        Assert.Empty((await _run.LogAsync("0000"))!.Results);
    }

    [Theory]
    [InlineData(SyncAction.CreateOrUpdate, true, 1)]
    [InlineData(SyncAction.CreateOrUpdate, false, 0)]
    [InlineData(SyncAction.CreateOnly, true, 1)]
    [InlineData(SyncAction.UpdateOnly, true, 0)]
    public async Task Results_that_may_hide_a_creation_are_doubted_after_a_lost_answer(SyncAction action, bool isLost, int doubtful)
    {
        Answers("""{"id":1,"status":"created"},{"id":2,"status":"updated"},{"status":"skipped","reasons":[{"code":"1005","message":"exists"}]},{"status":"skipped","reasons":[{"code":"1003","message":"m"}]}""");
        var open = RunInMemory.Open(0, 4) with { LostSince = isLost ? default(DateTimeOffset) : null };
        Assert.Equal(doubtful, (await _step.RunAsync(_run.Scope(action), open, s_never)).Doubtful);
    }

    [Theory]
    [InlineData(SyncAction.CreateOrUpdate, 1)]
    [InlineData(SyncAction.CreateOnly, 1)]
    [InlineData(SyncAction.UpdateOnly, 0)]
    public async Task A_skip_for_no_known_reason_is_doubted_after_a_lost_answer(SyncAction action, int doubtful)
    {
        Answers("""{"id":1,"status":"created"},{"id":2,"status":"created"},{"status":"skipped","reasons":[{"code":"1999","message":"m"}]},{"status":"skipped","reasons":[{"code":"1003","message":"m"}]}""");
        var open = RunInMemory.Open(0, 4) with { LostSince = default(DateTimeOffset) };
        Assert.Equal(doubtful, (await _step.RunAsync(_run.Scope(action), open, s_never)).Doubtful);
    }

    [Fact]
    public async Task Items_that_name_their_places_are_matched_by_them()
    {
        Answers("""{"seq":1,"marketoGUID":"b","status":"updated"},{"seq":0,"marketoGUID":"a","status":"created"}""");
        await _step.RunAsync(_run.Scope(Target.Find("companies")!, SyncAction.CreateOrUpdate), RunInMemory.Open(0, 2), s_never);
        Assert.Equal(["a", "b"], (await _run.LogAsync("0000"))!.Results.Select(result => result.Id));
    }

    [Fact]
    public async Task Only_keys_go_where_no_more_is_wanted_and_digits_go_as_numbers()
    {
        var run = RunInMemory.OfRecords("""{"id":"7","name":"x"}""", """{"name":"y","id":8}""");
        Answers("""{"id":7,"status":"deleted"},{"id":8,"status":"deleted"}""");
        await _step.RunAsync(run.Scope(Target.Leads, SyncAction.Delete), RunInMemory.Open(0, 2), s_never);

        var call = Assert.Single(_marketo.RestCalls);
        Assert.Equal(("/rest/v1/leads/delete.json", """{"input":[{"id":7},{"id":8}]}"""), (call.Url.AbsolutePath, call.Body));
        Assert.Equal([RecordStatus.Deleted, RecordStatus.Deleted], (await run.LogAsync("0000"))!.Results.Select(result => result.Status));
    }

    [Fact]
    public async Task Who_is_removed_from_a_list_is_named_in_the_query_of_a_delete()
    {
        var run = RunInMemory.OfRecords("""{"id":7}""", """{"id":"8"}""");
        Answers("""{"id":7,"status":"removed"},{"id":8,"status":"skipped","reasons":[{"code":"1015","message":"Lead not in list"}]}""");
        await _step.RunAsync(run.Scope(Target.Find("lists/1001")!, SyncAction.Remove), RunInMemory.Open(0, 2), s_never);

        var call = Assert.Single(_marketo.RestCalls);
        Assert.Equal((HttpMethod.Delete, "/rest/v1/lists/1001/leads.json?id=7&id=8", ""), (call.Method, call.Url.PathAndQuery, call.Body));
        Assert.Equal([RecordStatus.Removed, RecordStatus.Unchanged], (await run.LogAsync("0000"))!.Results.Select(result => result.Status));
    }

    [Theory]
    [InlineData(true, RecordStatus.Deleted)]
    [InlineData(false, RecordStatus.Unchanged)]
    public async Task What_is_gone_after_a_lost_answer_was_deleted_by_that_call(bool isLost, RecordStatus expected)
    {
        var run = RunInMemory.OfRecords("""{"id":7}""");
        Answers("""{"status":"skipped","reasons":[{"code":"1013","message":"m"}]}""");
        var open = RunInMemory.Open(0, 1) with { LostSince = isLost ? default(DateTimeOffset) : null };
        await _step.RunAsync(run.Scope(Target.Leads, SyncAction.Delete), open, s_never);
        Assert.Equal(expected, Assert.Single((await run.LogAsync("0000"))!.Results).Status);
    }

    [Theory]
    [InlineData(RecordStatus.Deleted)]
    [InlineData(RecordStatus.Unchanged)]
    public async Task What_an_earlier_record_left_gone_no_lost_call_deleted(RecordStatus earlier)
    {
        var run = RunInMemory.Of("a@x.example", "a@x.example", "b@x.example");
        await run.WriteResultsAsync("0000", new RecordResult(100, 201, "a@x.example", earlier, Batch: "0000"));
        Answers("""{"seq":0,"status":"skipped","reasons":[{"code":"1013","message":"m"}]},{"seq":1,"status":"skipped","reasons":[{"code":"1013","message":"m"}]}""");
        var open = RunInMemory.Open(1, 3, id: "0001") with { LostSince = default(DateTimeOffset) };
        var scope = run.Scope(Target.Find("companies")!, SyncAction.Delete, null, "email");
        await _step.RunAsync(scope, open, s_never);
        Assert.Equal([RecordStatus.Unchanged, RecordStatus.Deleted], (await run.LogAsync("0001"))!.Results.Select(result => result.Status));
    }

    private void Answers(string items) => _marketo.Rest = (_, _, _) => FakeMarketo.Json($$"""{"success":true,"result":[{{items}}]}""");
}
