using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Recovery;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Tests.Marketo;

namespace MarketoSync.Tests.Sending;

public sealed class LookUpStepTests : IDisposable
{
    private const string TooMany = """{"success":false,"errors":[{"code":"1003","message":"Too many results match the filter"}]}""";
    private static readonly CancellationToken s_never = CancellationToken.None;
    private readonly FakeMarketo _marketo = new();

    /// <summary>Leads that Marketo has: key, id, and seconds since the lost call.</summary>
    private readonly List<(string Key, int Id, int Age)> _leads = [];

    public LookUpStepTests() => _marketo.Rest = (_, seen, _) => Task.Run(() => Find(seen));

    public void Dispose() => _marketo.Dispose();

    [Fact]
    public async Task What_is_as_young_as_the_call_was_created_by_it_and_the_rest_stays_open()
    {
        var run = RunInMemory.Of("a@x.example", "B@x.example", "c@x.example", "d@x.example");
        _leads.AddRange([("a@x.example", 1, 0), ("b@X.example", 2, 5), ("c@x.example", 3, -1)]);
        var outcome = await LookUpAsync(run, 4);

        Assert.Equal((OutcomeKind.Accepted, 2, 1), (outcome.Kind, outcome.Left, outcome.Calls.Succeeded));
        Assert.Equal([(100L, RecordStatus.Created, "1"), (101, RecordStatus.Created, "2")], await ResultsAsync(run));
    }

    [Fact]
    public async Task What_cannot_be_looked_up_is_unknown_and_never_sent_again()
    {
        var run = RunInMemory.Of("a@x.example", null, "x,y@x.example", " ");
        var outcome = await LookUpAsync(run, 4);
        Assert.Equal(1, outcome.Left);
        Assert.Equal([(101L, RecordStatus.Unknown, null), (102, RecordStatus.Unknown, null), (103, RecordStatus.Unknown, null)], await ResultsAsync(run));
        Assert.DoesNotContain("x%2Cy", Assert.Single(_marketo.RestCalls).Url.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SyncAction.CreateDuplicate, 1)]
    [InlineData(SyncAction.CreateOnly, 2)]
    public async Task Blanks_around_a_key_leave_it_open_whether_it_is_there_so_that_no_duplicate_is_sent_again(SyncAction action, int left)
    {
        var run = RunInMemory.Of("a@x.example ", " b@x.example", "c@x.example");
        _leads.Add(("a@x.example", 1, 0));
        var outcome = await LookUpAsync(run, 3, scope: run.Scope(action));
        Assert.Equal(left, outcome.Left);
        Assert.Equal(
            action == SyncAction.CreateOnly ? [(100L, RecordStatus.Created, "1")] : [(100L, RecordStatus.Created, "1"), (101, RecordStatus.Unknown, null)],
            await ResultsAsync(run));
    }

    [Fact]
    public async Task A_number_that_Marketo_writes_otherwise_is_found()
    {
        var run = RunInMemory.OfRecords("""{"orderNumber":"A-1","line":"01"}""", """{"orderNumber":"A-1","line":"02"}""");
        _marketo.Rest = (_, _, _) => FakeMarketo.Json(
            $$"""{"success":true,"result":[{"seq":0,"marketoGUID":"g","orderNumber":"A-1","line":1,"createdAt":"{{_marketo.Time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}}"}]}""");
        var scope = run.Scope(Target.Find("customobjects/order_c")!, SyncAction.CreateOnly, "orderNumber,line");
        var outcome = await LookUpAsync(run, 2, scope: scope);
        Assert.Equal(1, outcome.Left);
        Assert.Equal([(100L, RecordStatus.Created, "g")], await ResultsAsync(run));
    }

    [Theory]
    [InlineData("a@x.example")]
    [InlineData(" A@x.example ")]
    public async Task A_lead_that_an_earlier_record_of_the_run_created_is_not_counted_twice(string earlier)
    {
        var run = RunInMemory.Of(earlier, "a@x.example");
        await run.WriteResultsAsync("0000", new RecordResult(100, 201, earlier, RecordStatus.Created, "1", Batch: "0000"));
        _leads.Add(("a@x.example", 1, 3));
        var outcome = await LookUpAsync(run, 2, from: 1);
        Assert.Equal(1, outcome.Left);

        _leads.Add(("a@x.example", 2, 3));
        outcome = await LookUpAsync(run, 2, from: 1);
        Assert.Equal(0, outcome.Left);
        Assert.Equal([(101L, RecordStatus.Created, "2")], await ResultsAsync(run, from: 1));
    }

    [Fact]
    public async Task A_look_up_cut_off_after_it_stored_its_results_goes_on_from_there()
    {
        var run = RunInMemory.Of("a@x.example", "b@x.example");
        _leads.Add(("a@x.example", 1, 0));
        await LookUpAsync(run, 2);
        var outcome = await LookUpAsync(run, 2);
        Assert.Equal(1, outcome.Left);
        Assert.Equal([(100L, RecordStatus.Created, "1")], await ResultsAsync(run));
        Assert.Contains("filterValues=b%40x.example&", _marketo.RestCalls[1].Url.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_up_cut_off_while_it_waited_for_an_answer_counts_every_call_that_was_made()
    {
        var run = RunInMemory.Of("a@x.example");
        var page = _marketo.Rest;
        _marketo.Rest = (number, seen, stop) => number == 1
            ? FakeMarketo.Json("""{"success":true,"result":[],"nextPageToken":"t"}""")
            : throw new InvalidOperationException("The process dies.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => LookUpAsync(run, 1));

        _marketo.Rest = page;
        var outcome = await LookUpAsync(run, 1);
        Assert.Equal((3, 1, 2), (outcome.Calls.Total, outcome.Calls.Succeeded, outcome.Calls.Errors!["interrupted"]));
        Assert.Equal(3, _marketo.RestCalls.Count);
    }

    [Fact]
    public async Task What_is_left_keeps_the_code_of_the_fault_that_it_is_looked_up_for()
    {
        var run = RunInMemory.Of("a@x.example");
        Assert.Equal("interrupted", (await LookUpAsync(run, 1)).Code);

        var lost = new BatchOutcome(OutcomeKind.Lost, "wrong-count", BatchOutcome.NoneSettled, 1, 0, default, default, default, new(1, 0));
        await new BatchLog(new BatchHeader("0000", 0, default, default, lost), [], (await run.LogAsync("0000"))?.Version).WriteAsync(run, s_never);
        Assert.Equal("wrong-count", (await LookUpAsync(run, 1)).Code);
    }

    [Fact]
    public async Task A_failed_look_up_settles_nothing()
    {
        var run = RunInMemory.Of("a@x.example", null);
        _marketo.Rest = (_, _, _) => FakeMarketo.Json("""{"success":false,"errors":[{"code":"611","message":"System error"}]}""");
        var outcome = await LookUpAsync(run, 2);
        Assert.Equal((OutcomeKind.Refused, "611", 1), (outcome.Kind, outcome.Code, outcome.Calls.Total));
        Assert.Empty(await ResultsAsync(run));
    }

    [Fact]
    public async Task Long_values_are_asked_for_by_a_post()
    {
        var run = RunInMemory.Of([.. Enumerable.Range(0, 300).Select(number => $"a-rather-long-name-{number}@x.example")]);
        var outcome = await LookUpAsync(run, 300);
        Assert.Equal((300, 1), (outcome.Left, outcome.Calls.Total));
        var call = Assert.Single(_marketo.RestCalls);
        Assert.Equal((HttpMethod.Post, "?_method=GET", "application/x-www-form-urlencoded"), (call.Method, call.Url.Query, call.ContentType));
        Assert.StartsWith("filterType=email&filterValues=a-rather", call.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_uri_that_is_refused_as_too_long_is_sent_as_a_post_and_both_calls_count()
    {
        var run = RunInMemory.Of("a@x.example");
        _leads.Add(("a@x.example", 1, 0));
        _marketo.Rest = (_, seen, _) => seen.Method == HttpMethod.Get ? FakeMarketo.Html(414) : Task.Run(() => Find(seen));
        var outcome = await LookUpAsync(run, 1);
        Assert.Equal((0, 2, 1), (outcome.Left, outcome.Calls.Total, outcome.Calls.Succeeded));
        Assert.Equal(1, outcome.Calls.Errors!["414"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(7)]
    public async Task A_value_that_matches_too_many_leads_is_found_by_halves_and_only_it_is_unknown(int many)
    {
        var run = RunInMemory.Distinct(8);
        _leads.Add(($"{7 - many}@x.example", 1, 0));
        _marketo.Rest = (_, seen, _) => seen.Url.Query.Contains($"{many}%40x", StringComparison.Ordinal) ? FakeMarketo.Json(TooMany) : Task.Run(() => Find(seen));
        var outcome = await LookUpAsync(run, 8);
        Assert.Equal((OutcomeKind.Accepted, 6), (outcome.Kind, outcome.Left));
        Assert.Equal(
            [(100L + many, RecordStatus.Unknown, null), (107 - many, RecordStatus.Created, "1")],
            (await ResultsAsync(run)).OrderByDescending(result => result.Item2));
    }

    [Fact]
    public async Task If_every_value_is_refused_the_request_is_wrong_and_that_is_found_out_by_few_calls()
    {
        var run = RunInMemory.Distinct(300);
        _marketo.Rest = (_, _, _) => FakeMarketo.Json(TooMany);
        var outcome = await LookUpAsync(run, 300);
        Assert.Equal((OutcomeKind.Refused, "1003"), (outcome.Kind, outcome.Code));
        Assert.InRange(_marketo.RestCalls.Count, 1, 12);
    }

    [Fact]
    public async Task Every_page_of_the_answer_is_read()
    {
        var run = RunInMemory.Of("a@x.example");
        _marketo.Rest = (number, seen, _) => number == 1
            ? FakeMarketo.Json("""{"success":true,"result":[],"nextPageToken":"t"}""")
            : FakeMarketo.Json($$"""{"success":true,"result":[{"id":1,"email":"a@x.example","createdAt":"2026-11-20T18:00:00Z"}]}""");
        Assert.Equal(0, (await LookUpAsync(run, 1)).Left);
        Assert.EndsWith("&nextPageToken=t", _marketo.RestCalls[1].Url.Query, StringComparison.Ordinal);
    }

    private static string BatchAt(uint from) => from == 0 ? "0000" : "0001";

    private async Task<BatchOutcome> LookUpAsync(RunInMemory run, uint to, uint from = 0, RunScope? scope = null)
    {
        var reader = new ObjectReader(_marketo.Client(), _marketo.Settings);
        var step = new LookUpStep(new CreationProof(reader), _marketo.Time);
        var open = RunInMemory.Open(from, to, BatchStep.LookUp, BatchAt(from)) with { LostSince = _marketo.Time.GetUtcNow(), LostUntil = _marketo.Time.GetUtcNow().AddMinutes(2) };
        return await step.RunAsync(scope ?? run.Scope(SyncAction.CreateOnly), open, s_never);
    }

    private static async Task<IEnumerable<(long, RecordStatus, string?)>> ResultsAsync(RunInMemory run, uint from = 0) =>
        (await run.LogAsync(BatchAt(from)))!.Results.Select(result => (result.Record, result.Status, result.Id));

    private Task<HttpResponseMessage> Find(FakeMarketo.Seen seen)
    {
        var query = Uri.UnescapeDataString(seen.Method == HttpMethod.Get ? seen.Url.Query : seen.Body);
        var values = query.Split("filterValues=")[1].Split('&')[0].Split(',');
        var found = _leads
            .Where(lead => values.Contains(lead.Key, StringComparer.OrdinalIgnoreCase))
            .Select(lead => $$"""{"id":{{lead.Id}},"email":"{{lead.Key}}","createdAt":"{{_marketo.Time.GetUtcNow().AddSeconds(lead.Age):yyyy-MM-ddTHH:mm:ssZ}}"}""");
        return FakeMarketo.Json($$"""{"success":true,"result":[{{string.Join(',', found)}}]}""");
    }
}
