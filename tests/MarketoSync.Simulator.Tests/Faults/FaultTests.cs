using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class FaultTests
{
    public static TheoryData<string> Codes =>
        [.. FaultCatalogue.All.Where(fault => fault.Effect is FaultEffect.ErrorCode).Select(fault => fault.Name)];

    public static TheoryData<string> HttpStatuses =>
        [.. FaultCatalogue.All.Where(fault => fault.Effect is FaultEffect.HttpHtml or FaultEffect.HttpEmpty).Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_code_is_answered_once_before_or_after_the_write(string name)
    {
        await using var session = await StartAsync();
        session.Simulator.FailNext(name);
        var fault = FaultCatalogue.Get(name);
        Assert.Equal(fault.Code, CodeOf(await session.UpsertAsync("a@example.com")));
        Assert.Equal(fault.Applies ? 1 : 0, session.Simulator.LeadCount);
        Assert.Equal(fault.TurnsAway ? 0 : 1, session.Simulator.Statistics.QuotaUsed);
        await session.AuthenticateAsync();
        Assert.Null(CodeOf(await session.UpsertAsync("a@example.com")));
        Assert.Equal(1, session.Simulator.Statistics.Faults[name]);
    }

    [Theory]
    [MemberData(nameof(HttpStatuses))]
    public async Task An_HTTP_status_or_a_body_that_is_no_JSON_comes_before_or_after_the_write(string name)
    {
        await using var session = await StartAsync();
        session.Simulator.FailNext(name);
        var fault = FaultCatalogue.Get(name);
        using var response = await session.PostAsync(Upsert("a@example.com"));
        Assert.Equal((HttpStatusCode)fault.Status, response.StatusCode);
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(fault.Effect is FaultEffect.HttpHtml, body.StartsWith("<html>", StringComparison.Ordinal));
        Assert.Equal(fault.Effect is FaultEffect.HttpEmpty, body.Length == 0);
        Assert.Equal(fault.Applies ? 1 : 0, session.Simulator.LeadCount);
    }

    [Theory]
    [InlineData("reset-before", 0)]
    [InlineData("reset-after", 1)]
    [InlineData("truncated-after", 1)]
    public async Task A_broken_connection_hides_whether_the_write_was_applied(string name, int leads)
    {
        await using var session = await StartAsync();
        session.Simulator.FailNext(name);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => session.PostAsync(Upsert("a@example.com")));
        Assert.Equal(leads, session.Simulator.LeadCount);
        Assert.Equal(["created"], Outcomes(await session.UpsertAsync("b@example.com")));
    }

    [Fact]
    public async Task Cut_JSON_is_a_whole_HTTP_answer()
    {
        await using var session = await StartAsync();
        session.Simulator.FailNext("cut-json-after");
        using var response = await session.PostAsync(Upsert("a@example.com"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = await response.Content.ReadAsStringAsync();
        Assert.ThrowsAny<JsonException>(() => JsonNode.Parse(body));
        Assert.Equal(1, session.Simulator.LeadCount);
    }

    [Fact]
    public async Task A_missing_result_was_applied_all_the_same()
    {
        await using var session = await StartAsync();
        session.Simulator.FailNext("missing-result-after");
        Assert.Equal(["created"], Outcomes(await session.UpsertAsync("a@example.com", "b@example.com")));
        Assert.Equal(2, session.Simulator.LeadCount);
    }

    [Theory]
    [InlineData("slow-before", 0)]
    [InlineData("slow-after", 1)]
    public async Task A_slow_call_is_applied_before_or_after_its_wait(string name, int leadsMeanwhile)
    {
        await using var session = await StartAsync(new SimulatorOptions { Faults = new FaultPlan { SlowDelay = TimeSpan.FromMinutes(5) } });
        session.Simulator.FailNext(name);
        var call = session.UpsertAsync("a@example.com");
        await session.Time.WaitersAsync(1);
        Assert.Equal(leadsMeanwhile, session.Simulator.LeadCount);
        session.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(["created"], Outcomes(await call));
        Assert.Equal(1, session.Simulator.LeadCount);
    }

    [Theory]
    [InlineData("numeric-codes", """[{"code":1003,""")]
    [InlineData("singular-reason", "\"reason\":{\"code\":\"1003\",")]
    [InlineData("errors-member", "\"errors\":[{\"code\":\"1003\",")]
    public async Task Reasons_come_in_other_shapes(string name, string expected)
    {
        await using var session = await StartAsync();
        session.Simulator.FailNext(name);
        using var response = await session.PostAsync(Upsert("bad"));
        Assert.Contains(expected, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_record_is_skipped_with_an_unknown_code_and_not_written()
    {
        await using var session = await StartAsync();
        session.Simulator.FailNext("unknown-record-code");
        var outcomes = Outcomes(await session.UpsertAsync("a@example.com", "b@example.com", "c@example.com"));
        Assert.Equal(["1999", "created", "created"], outcomes.Order());
        Assert.Equal(2, session.Simulator.LeadCount);
        Assert.Equal(new LedgerTotals(2, 0, 1, 0, 0, 0), session.Simulator.Ledger.Totals);
    }

    [Theory]
    [InlineData("601")]
    [InlineData("602")]
    public async Task A_token_fault_ends_the_token(string name)
    {
        await using var session = await StartAsync();
        var old = (string)(await session.IdentityAsync())["access_token"]!;
        session.Simulator.FailNext(name);
        Assert.Equal(name, CodeOf(await session.UpsertAsync("a@example.com")));
        Assert.Equal("601", CodeOf(await session.UpsertAsync("a@example.com")));
        Assert.NotEqual(old, (string)(await session.IdentityAsync())["access_token"]!);
    }

    [Fact]
    public async Task A_scripted_fault_waits_for_its_kind_of_call()
    {
        await using var session = await StartAsync();
        session.Simulator.FailNext("611-before", FaultTarget.Read);
        session.Simulator.FailNext("http-503-before", FaultTarget.Identity);
        Assert.Null(CodeOf(await session.UpsertAsync("a@example.com")));
        Assert.Equal("611", CodeOf(await session.GetAsync("/rest/v1/stats/usage.json")));
        Assert.Null(CodeOf(await session.GetAsync("/rest/v1/stats/usage.json")));
        using var response = await session.Http.GetAsync("/identity/oauth/token");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 3)]
    public async Task Writes_of_too_many_records_time_out(bool applies, int leads)
    {
        await using var session = await StartAsync(
            new SimulatorOptions { Faults = new FaultPlan { TimeOutAboveRecords = 2, TimeOutApplies = applies } });
        Assert.Equal("604", CodeOf(await session.UpsertAsync("a@example.com", "b@example.com", "c@example.com")));
        Assert.Equal(leads, session.Simulator.LeadCount);
        Assert.Null(CodeOf(await session.UpsertAsync("a@example.com", "b@example.com")));
    }

    [Theory]
    [InlineData("1003")]
    [InlineData("609")]
    [InlineData("1077")]
    public async Task A_poisoned_record_refuses_every_call_that_carries_it(string code)
    {
        await using var session = await StartAsync(new SimulatorOptions { Faults = new FaultPlan { Poison = new PoisonRule("poison", code) } });
        Assert.Equal(code, CodeOf(await session.UpsertAsync("a@example.com", "poison@example.com")));
        Assert.Equal(code, CodeOf(await session.UpsertAsync("poison@example.com")));
        Assert.Equal(["created"], Outcomes(await session.UpsertAsync("a@example.com")));
    }

    [Fact]
    public async Task A_poisoned_record_can_be_an_HTTP_500()
    {
        await using var session = await StartAsync(new SimulatorOptions { Faults = new FaultPlan { Poison = new PoisonRule("poison", "http-500-before") } });
        using var response = await session.PostAsync(Upsert("poison@example.com"));
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal(0, session.Simulator.LeadCount);
    }

    [Fact]
    public async Task A_new_plan_drops_the_script_of_the_old_one()
    {
        await using var session = await StartAsync(new SimulatorOptions { Faults = new FaultPlan { Script = [new ScriptedFault("611-before", Count: 5)] } });
        Assert.Equal("611", CodeOf(await session.UpsertAsync("a@example.com")));
        session.Simulator.Faults = FaultPlan.None;
        Assert.Null(CodeOf(await session.UpsertAsync("a@example.com")));
    }

    [Fact]
    public async Task An_unknown_fault_is_an_error_of_the_test_that_names_it()
    {
        await using var session = await StartAsync();
        Assert.Throws<ArgumentException>(() => session.Simulator.FailNext("no-such-fault"));
        Assert.Throws<ArgumentException>(() => session.Simulator.Faults = new FaultPlan { Weights = new Dictionary<string, double> { ["no-such-fault"] = 1 } });
    }
}
