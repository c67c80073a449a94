using MarketoSync.Marketo;
using MarketoSync.Preflight;
using MarketoSync.Tests.Marketo;
using MarketoSync.Tests.Runs;

namespace MarketoSync.Tests.Preflight;

public sealed class SchemaSourceTests : IDisposable
{
    private const string Leads = """{"success":true,"result":[{"name":"API Lead","searchableFields":[["email"]],"fields":[{"name":"email","dataType":"email","length":255,"updateable":true},{"name":"id","dataType":"integer","updateable":false}]}]}""";
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);
    private readonly FakeMarketo _marketo = new() { Rest = (_, _, _) => FakeMarketo.Json(Leads) };
    private readonly MemoryRunStore _store = new();
    private readonly List<SchemaSource> _sources = [];

    public void Dispose()
    {
        foreach (var source in _sources) source.Dispose();
        _marketo.Dispose();
    }

    [Fact]
    public async Task What_was_read_is_kept_for_all_processes_until_it_is_too_old()
    {
        var first = await Source().ReadAsync(Target.Leads, s_day, default);
        _marketo.Time.Advance(s_day - TimeSpan.FromSeconds(1));
        var second = await Source().ReadAsync(Target.Leads, s_day, default);

        Assert.Equal((1, 0), (first.Calls.Total, second.Calls.Total));
        Assert.Equivalent(first.Schema, second.Schema, strict: true);
        Assert.Equal([new("email", FieldType.Email, 255), new("id", FieldType.Whole, IsUpdateable: false)], second.Schema!.Fields);
        Assert.Equal("/rest/v1/leads/describe2.json", Assert.Single(_marketo.RestCalls).Url.AbsolutePath);

        Assert.Equal(1, (await Source().ReadAsync(Target.Leads, TimeSpan.FromMinutes(10), default)).Calls.Total);
        _marketo.Time.Advance(s_day);
        Assert.Equal(1, (await Source().ReadAsync(Target.Leads, s_day, default)).Calls.Total);
    }

    [Fact]
    public async Task Each_object_is_kept_apart_and_a_program_s_members_are_alike_in_all_programs()
    {
        string[] names = ["leads", "companies", "opportunities/roles", "customobjects/car_c", "programs/7/members", "programs/8/members"];
        foreach (var name in names) await Source().ReadAsync(Target.Find(name)!, s_day, default);

        Assert.Equal(
            ["leads/describe2", "companies/describe", "opportunities/roles/describe", "customobjects/car_c/describe", "programs/members/describe"],
            _marketo.RestCalls.Select(call => call.Url.AbsolutePath["/rest/v1/".Length..^".json".Length]));
    }

    [Fact]
    public async Task What_is_forgotten_is_asked_for_again()
    {
        await Source().ReadAsync(Target.Leads, s_day, default);
        await Source().ForgetAsync(Target.Leads, default);

        Assert.Equal(1, (await Source().ReadAsync(Target.Leads, s_day, default)).Calls.Total);
    }

    [Theory]
    [InlineData("{\"path\":\"rest/v1/leads/describe2.json\",\"readAt\":\"2026-11-20T18:00:00+00:00\"}")]
    [InlineData("{\"path\":\"rest/v1/leads/describe2.json\",\"readAt\":\"2026-11-20T18:00:00+00:00\",\"schema\":{\"name\":null,\"idField\":null,\"dedupeFields\":[],\"fields\":[{\"name\":\"a\",\"type\":\"Vector\"}]}}")]
    [InlineData("not JSON")]
    public async Task What_another_version_kept_is_read_anew(string kept)
    {
        await Source().ReadAsync(Target.Leads, s_day, default);
        var name = await _store.Shared.ListAsync("describe/", default).SingleAsync();
        await _store.Shared.WriteAsync(name, System.Text.Encoding.UTF8.GetBytes(kept), default);

        Assert.Equal(1, (await Source().ReadAsync(Target.Leads, s_day, default)).Calls.Total);
    }

    [Fact]
    public async Task Of_several_that_ask_at_a_time_one_makes_the_call()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _marketo.Rest = (_, _, _) => answer.Task;
        var source = Source();
        var asked = Enumerable.Range(0, 4).Select(_ => source.ReadAsync(Target.Leads, s_day, default)).ToList();
        answer.SetResult(await FakeMarketo.Json(Leads));

        Assert.Equal(1, (await Task.WhenAll(asked)).Sum(one => one.Calls.Total));
        Assert.Single(_marketo.RestCalls);
    }

    [Theory]
    [InlineData("603")]
    [InlineData("610")]
    [InlineData("607")]
    public async Task A_refusal_that_stays_is_told_after_one_call(string code)
    {
        _marketo.Rest = (_, _, _) => Refusal(code);

        var answer = await Source().ReadAsync(Target.Leads, s_day, default);

        Assert.Equal((null, code, OutcomeKind.Refused), (answer.Schema, answer.Fault!.Code, answer.Fault.Kind));
        Assert.Equal((1, 0, 1), (answer.Calls.Total, answer.Calls.Succeeded, answer.Calls.Errors![code]));
        Assert.Empty(await _store.Shared.ListAsync("describe/", default).ToListAsync());
    }

    [Fact]
    public async Task What_passes_is_waited_for_and_each_call_is_counted()
    {
        _marketo.Rest = (number, _, _) => number switch { 1 => Refusal("602"), 2 => Refusal("608"), _ => FakeMarketo.Json(Leads) };
        var reading = Source().ReadAsync(Target.Leads, s_day, default);
        var answer = await LetPassAsync(reading, calls: 3);
        Assert.NotNull(answer.Schema);
        Assert.Equal((3, 1), (answer.Calls.Total, answer.Calls.Succeeded));
        Assert.Equal(2, _marketo.IdentityCalls.Count);
    }

    [Theory]
    [InlineData("""{"success":true,"result":[]}""")]
    [InlineData("""{"success":true}""")]
    public async Task An_answer_that_describes_nothing_is_none(string body)
    {
        _marketo.Rest = (_, _, _) => FakeMarketo.Json(body);
        var reading = Source().ReadAsync(Target.Leads, s_day, default);
        var answer = await LetPassAsync(reading, calls: 3);
        Assert.Equal((null, FaultCodes.UnreadableAnswer, 3), (answer.Schema, answer.Fault!.Code, answer.Calls.Total));
    }

    [Fact]
    public async Task Who_is_not_let_in_makes_no_call()
    {
        _marketo.Identity = _ => FakeMarketo.Json("""{"error":"invalid_client"}""", 401);

        var answer = await Source().ReadAsync(Target.Leads, s_day, default);

        Assert.Equal((OutcomeKind.SignInRefused, 0), (answer.Fault!.Kind, answer.Calls.Total));
        Assert.Empty(_marketo.RestCalls);
    }

    private static Task<HttpResponseMessage> Refusal(string code) =>
        FakeMarketo.Json($$"""{"success":false,"errors":[{"code":"{{code}}","message":"no"}]}""");

    /// <summary>Lets time pass between the calls only: it would soon outrun one that is under way.</summary>
    private async Task<SchemaAnswer> LetPassAsync(Task<SchemaAnswer> reading, int calls)
    {
        while (_marketo.RestCalls.Count < calls && !reading.IsCompleted)
        {
            _marketo.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        return await reading;
    }

    private SchemaSource Source()
    {
        var source = new SchemaSource(_marketo.Client(), _store, _marketo.Settings, _marketo.Time);
        _sources.Add(source);
        return source;
    }
}
