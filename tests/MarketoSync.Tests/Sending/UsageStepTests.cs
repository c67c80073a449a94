using MarketoSync.Orchestration;
using MarketoSync.Sending;
using MarketoSync.Tests.Marketo;

namespace MarketoSync.Tests.Sending;

public sealed class UsageStepTests : IDisposable
{
    private const string Answer = """{"requestId":"6d7","success":true,"result":[{"date":"2026-05-17","total":1234,"users":[{"userId":"a@x.example","count":1234}]}]}""";
    private readonly FakeMarketo _marketo = new();
    private readonly RunInMemory _run = RunInMemory.Distinct(1);

    public void Dispose() => _marketo.Dispose();

    [Fact]
    public async Task It_tells_the_calls_of_all_and_what_they_are_held_against()
    {
        _marketo.Rest = (_, _, _) => FakeMarketo.Json(Answer);
        var look = await LookAsync(0);
        Assert.Equal((1_234L, 50_000L, 2_000L, 1, 1), (look.Used!.Value, look.Quota, look.Reserve, look.Calls.Total, look.Calls.Succeeded));
        Assert.Equal("/rest/v1/stats/usage.json", Assert.Single(_marketo.RestCalls).Url.PathAndQuery);
    }

    [Theory]
    [InlineData("""{"success":true,"result":[]}""")]
    [InlineData("""{"success":true}""")]
    [InlineData("""{"success":true,"result":[{"total":"many"}]}""")]
    [InlineData("""{"success":false,"errors":[{"code":"607","message":"m"}]}""")]
    public async Task What_does_not_tell_it_is_no_fault(string body)
    {
        _marketo.Rest = (_, _, _) => FakeMarketo.Json(body);
        var look = await LookAsync(0);
        Assert.Null(look.Used);
        Assert.Equal(1, look.Calls.Total);
    }

    [Fact]
    public async Task A_look_that_was_cut_off_counts_all_its_calls()
    {
        _marketo.Rest = (_, _, _) => throw new InvalidOperationException("The process dies.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => LookAsync(1));
        _marketo.Rest = (_, _, _) => FakeMarketo.Json(Answer);
        var look = await LookAsync(1);
        Assert.Equal((2, 1, 1), (look.Calls.Total, look.Calls.Succeeded, look.Calls.Errors!["interrupted"]));
        Assert.Equal(1, (await LookAsync(2)).Calls.Total);
    }

    private Task<UsageLook> LookAsync(int look) =>
        new UsageStep(_marketo.Client(), _marketo.Settings with { QuotaReserve = 2_000 }).RunAsync(_run, new UsageInput("r1", look), CancellationToken.None);
}
