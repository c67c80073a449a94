using MarketoSync.Api.Tests.Support;

namespace MarketoSync.Api.Tests.Syncs;

public sealed class RunListTests
{
    [Fact]
    public async Task Runs_come_newest_first_a_page_at_a_time()
    {
        await using var server = await ApiServer.StartAsync();
        var at = server.Time.GetUtcNow();
        await server.DefineAsync("20261120-100000-aaaa");
        await server.DefineAsync("20261122-100000-bbbb");
        await server.DefineAsync("20261122-100000-cccc");
        await server.DefineAsync("nightly", at: new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));
        await server.Store.Open("20261123-100000-half").WriteAsync("rejected.ndjson", default, CancellationToken.None);

        var pages = new List<string>();
        for (var next = (string?)"/api/syncs?limit=2"; next is not null;)
        {
            var (_, body) = await server.GetAsync(next);
            pages.Add(string.Join(" ", body["syncs"]!.AsArray().Select(run => (string)run!["id"]!)));
            next = (string?)body["next"];
        }

        Assert.Equal(["20261122-100000-cccc 20261122-100000-bbbb", "nightly 20261120-100000-aaaa"], pages);
    }

    [Fact]
    public async Task Without_runs_the_list_is_empty()
    {
        await using var server = await ApiServer.StartAsync();

        var (status, body) = await server.GetAsync("/api/syncs");

        Assert.Equal(200, (int)status);
        Assert.Equal("""{"syncs":[]}""", body.ToJsonString());
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=x", "limit")]
    [InlineData("before=other", "before")]
    public async Task A_page_that_is_none_is_told(string query, string parameter)
    {
        await using var server = await ApiServer.StartAsync();

        var answer = await server.GetAsync("/api/syncs?" + query);

        ProblemAnswer.Is("invalid-parameter", 400, answer);
        Assert.Equal(parameter, (string?)answer.Body["parameter"]);
    }
}
