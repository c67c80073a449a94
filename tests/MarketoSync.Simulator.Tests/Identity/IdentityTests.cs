using System.Net;
using System.Text.Json.Nodes;

namespace MarketoSync.Simulator.Tests;

public class IdentityTests
{
    private static readonly Dictionary<string, string> Credentials = new()
    {
        ["grant_type"] = "client_credentials", ["client_id"] = "simulator-client", ["client_secret"] = "simulator-secret",
    };

    [Fact]
    public async Task The_same_token_comes_back_with_the_life_that_remains()
    {
        await using var session = await SimulatorSession.StartAsync();
        var first = await session.IdentityAsync();
        session.Time.Advance(TimeSpan.FromSeconds(10.5));
        var second = await session.IdentityAsync();

        Assert.Equal((string)first["access_token"]!, (string)second["access_token"]!);
        Assert.Equal(3600, (int)first["expires_in"]!);
        Assert.Equal(3589, (int)second["expires_in"]!);
        Assert.Equal("bearer", (string)first["token_type"]!);
    }

    [Fact]
    public async Task A_token_in_its_last_second_has_no_life_left_and_the_next_one_is_new()
    {
        await using var session = await SimulatorSession.StartAsync();
        var old = await session.IdentityAsync();
        session.Time.Advance(TimeSpan.FromSeconds(3599.5));
        Assert.Equal(0, (int)(await session.IdentityAsync())["expires_in"]!);
        session.Time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.NotEqual((string)old["access_token"]!, (string)(await session.IdentityAsync())["access_token"]!);
    }

    [Fact]
    public async Task The_form_by_POST_works_like_the_query()
    {
        await using var session = await SimulatorSession.StartAsync();
        using var response = await session.Http.PostAsync("/identity/oauth/token", new FormUrlEncodedContent(Credentials));
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal((string)(await session.IdentityAsync())["access_token"]!, (string)answer["access_token"]!);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("client_id", "other", 401, "invalid_client")]
    [InlineData("client_secret", "other", 401, "invalid_client")]
    [InlineData("grant_type", "password", 400, "unsupported_grant_type")]
    public async Task Wrong_credentials_are_an_HTTP_error_with_a_JSON_body(string name, string value, int status, string error)
    {
        await using var session = await SimulatorSession.StartAsync();
        using var response = await session.Http.PostAsync(
            "/identity/oauth/token", new FormUrlEncodedContent(new Dictionary<string, string>(Credentials) { [name] = value }));
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal(error, (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!);
    }

    [Fact]
    public async Task The_first_use_after_the_end_is_602_and_later_ones_are_601()
    {
        await using var session = await SimulatorSession.StartAsync();
        session.Time.Advance(TimeSpan.FromSeconds(3600));
        Assert.Equal("602", SimulatorSession.CodeOf(await session.UpsertAsync("a@example.com")));
        Assert.Equal("601", SimulatorSession.CodeOf(await session.UpsertAsync("a@example.com")));
        await session.AuthenticateAsync();
        Assert.Null(SimulatorSession.CodeOf(await session.UpsertAsync("a@example.com")));
    }

    [Fact]
    public async Task An_expired_token_is_602_once_even_when_a_new_one_has_been_issued()
    {
        await using var session = await SimulatorSession.StartAsync();
        session.Time.Advance(TimeSpan.FromSeconds(3600));
        await session.IdentityAsync();
        Assert.Equal("602", SimulatorSession.CodeOf(await session.UpsertAsync("a@example.com")));
        Assert.Equal("601", SimulatorSession.CodeOf(await session.UpsertAsync("a@example.com")));
    }

    [Fact]
    public async Task A_foreign_token_is_601_and_no_token_is_603()
    {
        await using var session = await SimulatorSession.StartAsync();
        session.UseToken("foreign");
        Assert.Equal("601", SimulatorSession.CodeOf(await session.UpsertAsync("a@example.com")));
        session.UseToken(null);
        Assert.Equal("603", SimulatorSession.CodeOf(await session.UpsertAsync("a@example.com")));
    }

    [Fact]
    public async Task A_token_in_the_query_is_no_token()
    {
        await using var session = await SimulatorSession.StartAsync();
        var token = (string)(await session.IdentityAsync())["access_token"]!;
        session.UseToken(null);
        Assert.Equal("603", SimulatorSession.CodeOf(await session.GetAsync($"/rest/v1/stats/usage.json?access_token={token}")));
    }

    [Fact]
    public async Task Identity_calls_are_not_counted_against_the_quota()
    {
        await using var session = await SimulatorSession.StartAsync(new SimulatorOptions { DailyQuota = 1, CallsPerWindow = 1 });
        await session.IdentityAsync();
        await session.IdentityAsync();
        Assert.Null(SimulatorSession.CodeOf(await session.UpsertAsync("a@example.com")));
        Assert.Equal(3, session.Simulator.Statistics.IdentityCalls);
        Assert.Equal(1, session.Simulator.Statistics.RestCalls);
    }
}
