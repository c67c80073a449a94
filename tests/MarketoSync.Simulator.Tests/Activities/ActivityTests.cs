using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class ActivityTests
{
    private const string Path = "/rest/v1/activities/external.json";

    [Fact]
    public async Task Activities_are_added_and_those_of_unknown_leads_skipped_with_their_reason_under_errors()
    {
        await using var session = await StartAsync();
        var lead = session.Simulator.AddLead(("email", "a@example.com"));
        var answer = await session.SyncAsync($$"""{"input":[{{Activity(lead)}},{{Activity(999999)}}]}""", Path);
        Assert.Equal("""[{"id":1,"marketoGUID":"1","status":"added"},{"status":"skipped","errors":[{"code":"1004","message":"Lead not found"}]}]""",
            answer["result"]!.ToJsonString());
        var stored = Assert.Single(session.Simulator.Activities);
        Assert.Equal((lead, 100_001L, "2016-09-25T23:56:35Z", "Summit"), (stored.LeadId, stored.ActivityTypeId, stored.ActivityDate, stored.PrimaryAttributeValue));
        Assert.Equal(12, stored.Attributes["numberOfAttendees"]);
    }

    [Fact]
    public async Task A_call_sent_twice_adds_twice_and_the_ledger_shows_it()
    {
        await using var session = await StartAsync(new SimulatorOptions { OmitActivityIds = true });
        var lead = session.Simulator.AddLead(("email", "a@example.com"));
        var body = $$"""{"input":[{{Activity(lead)}}]}""";
        session.Simulator.FailNext("reset-after", path: Path);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => session.PostAsync(body, Path));
        Assert.Equal("""[{"marketoGUID":"2","status":"added"}]""", (await session.SyncAsync(body, Path))["result"]!.ToJsonString());
        var ledger = session.Simulator.Ledger.Of("activities");
        Assert.Equal(2, ledger.CountsOf($"{lead}|100001|2016-09-26T06:56:35+07:00|Summit").Added);
        Assert.Equal(2, ledger.Totals.Added);
        Assert.Equal(["1", "2"], ledger.Entries.Select(entry => entry.ObjectId));
    }

    [Theory]
    [InlineData("\"leadId\":1001,", "", "1002")]
    [InlineData("\"activityDate\":\"2016-09-26T06:56:35+07:00\",", "", "1002")]
    [InlineData("\"activityTypeId\":100001,", "", "1002")]
    [InlineData("\"primaryAttributeValue\":\"Summit\"", "\"primaryAttributeValue\":\"\"", "1002")]
    [InlineData("\"attributes\":[", "\"other\":[", "1002")]
    [InlineData("100001", "100009", "1003")]
    [InlineData("2016-09-26T06:56:35+07:00", "yesterday", "1003")]
    [InlineData("\"leadId\":1001", "\"leadId\":\"x\"", "1003")]
    [InlineData("12", "\"many\"", "1003")]
    [InlineData("numberOfAttendees", "nope", "1006")]
    [InlineData("\"value\":12", "\"other\":12", "1002")]
    public async Task A_wrong_activity_is_skipped_and_the_rest_is_added(string part, string replacement, string code)
    {
        await using var session = await StartAsync();
        Assert.Equal(1001, session.Simulator.AddLead(("email", "a@example.com")));
        var wrong = Activity(1001).Replace(part, replacement, StringComparison.Ordinal);
        Assert.NotEqual(Activity(1001), wrong);
        Assert.Equal([code, "added"], Outcomes(await session.SyncAsync($$"""{"input":[{{wrong}},{{Activity(1001)}}]}""", Path)));
    }

    [Fact]
    public async Task Attributes_go_by_api_name_or_display_name_and_may_be_none()
    {
        await using var session = await StartAsync();
        var lead = session.Simulator.AddLead(("email", "a@example.com"));
        var order = $$"""{"leadId":{{lead}},"activityDate":"2026-11-22T18:00:00Z","activityTypeId":100002,"primaryAttributeValue":"O1","attributes":""";
        Assert.Equal(["added", "added", "1049"], Outcomes(await session.SyncAsync(
            $$"""
            {"input":[{{order}}[]},{{order}}[{"name":"Shop URL","value":"https://example.com"},{"apiName":"amount","value":"12.5"},{"name":"isGift","value":true}]},
            {{order}}[{"name":"Shop URL","value":"{{new string('x', 65_536)}}"}]}]}
            """, Path)));
        var attributes = session.Simulator.Activities[1].Attributes;
        Assert.Equal(("https://example.com", 12.5, true), (attributes["shopUrl"], attributes["amount"], attributes["isGift"]));
    }

    [Fact]
    public async Task Types_are_listed_and_described()
    {
        await using var session = await StartAsync();
        var types = (await session.GetAsync("/rest/v1/activities/external/types.json"))["result"]!.AsArray();
        Assert.Equal(["attendConference", "placeOrder"], types.Select(type => (string)type!["apiName"]!));
        Assert.Equal(100_001, (int)types[0]!["id"]!);
        Assert.Equal("approved", (string)types[0]!["status"]!);
        var type = (await session.GetAsync("/rest/v1/activities/external/type/attendConference/describe.json"))["result"]![0]!;
        Assert.Equal("""{"apiName":"conferenceName","name":"Conference Name","dataType":"string"}""", type["primaryAttribute"]!.ToJsonString());
        Assert.Equal(["datetime", "integer"], type["attributes"]!.AsArray().Select(attribute => (string)attribute!["dataType"]!));
    }

    [Theory]
    [InlineData("errors-member", "errors")]
    [InlineData("singular-reason", "reason")]
    public async Task A_fault_can_still_put_the_reason_elsewhere(string fault, string member)
    {
        await using var session = await StartAsync();
        session.Simulator.FailNext(fault);
        var answer = await session.SyncAsync($$"""{"input":[{{Activity(999999)}}]}""", Path);
        Assert.NotNull(answer["result"]![0]![member]);
    }

    private static string Activity(long lead) => $$"""
        {"leadId":{{lead}},"activityDate":"2016-09-26T06:56:35+07:00","activityTypeId":100001,"primaryAttributeValue":"Summit","attributes":[{"apiName":"numberOfAttendees","value":12}]}
        """;
}
