using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class ProgramTests
{
    private const string Members = "/rest/v1/programs/2001/members.json";
    private const string Status = "/rest/v1/programs/2001/members/status.json";
    private const string Delete = "/rest/v1/programs/2001/members/delete.json";

    [Fact]
    public async Task A_status_makes_members_moves_them_forward_and_skips_who_is_there_or_past_with_1037()
    {
        await using var session = await StartAsync();
        var leads = Enumerable.Range(0, 4).Select(i => session.Simulator.AddLead(("email", $"{i}@example.com"))).ToList();
        session.Simulator.Memberships.AddToProgram(2001, leads[1], "Invited");
        session.Simulator.Memberships.AddToProgram(2001, leads[2], "Registered");
        session.Simulator.Memberships.AddToProgram(2001, leads[3], "Attended");
        var answer = await session.SyncAsync(
            $$"""{"statusName":"Registered","input":[{{string.Join(',', leads.Append(999999).Select(id => $$"""{"leadId":{{id}}}"""))}},{"leadId":"x"},{}]}""", Status);
        Assert.Equal(["created", "updated", "1037", "1037", "1004", "1003", "1002"], Outcomes(answer));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], answer["result"]!.AsArray().Select(item => (int)item!["seq"]!));
        Assert.Equal(["seq", "leadId", "status"], answer["result"]![0]!.AsObject().Select(member => member.Key));
        Assert.Equal(["seq", "status", "reasons"], answer["result"]![2]!.AsObject().Select(member => member.Key));
        Assert.Equal(leads[0], (long)answer["result"]![0]!["leadId"]!);
        Assert.Equal(["Registered", "Registered", "Registered", "Attended"], leads.Select(lead => session.Simulator.Memberships.StatusIn(2001, lead)));
        Assert.Null(session.Simulator.Memberships.StatusIn(2002, leads[0]));
    }

    [Theory]
    [InlineData(Status, """{"statusName":"Nope","input":[{"leadId":1}]}""", "1025")]
    [InlineData(Status, """{"input":[{"leadId":1}]}""", "1002")]
    [InlineData(Status, """{"statusName":"Invited","input":[]}""", "1002")]
    [InlineData("/rest/v1/programs/9/members/status.json", """{"statusName":"Invited","input":[{"leadId":1}]}""", "1013")]
    [InlineData("/rest/v1/programs/9/members.json", """{"input":[{"leadId":1}]}""", "1013")]
    [InlineData("/rest/v1/programs/9/members/delete.json", """{"input":[{"leadId":1}]}""", "1013")]
    [InlineData("/rest/v1/programs/x/members.json", """{"input":[{"leadId":1}]}""", "610")]
    public async Task A_wrong_call_is_refused(string path, string body, string code)
    {
        await using var session = await StartAsync();
        Assert.Equal(code, CodeOf(await session.SyncAsync(body, path)));
    }

    [Fact]
    public async Task Member_data_is_updated_for_members_only_and_only_in_fields_that_can_be()
    {
        await using var session = await StartAsync();
        var lead = session.Simulator.AddLead(("email", "a@example.com"));
        session.Simulator.Memberships.AddToProgram(2001, lead, "Invited");
        var answer = await session.SyncAsync(
            $$"""
            {"input":[{"leadId":{{lead}},"registrationCode":"R1","seats":2},{"leadId":{{lead + 1}},"registrationCode":"R2"},{"leadId":{{lead}},"nope":1},
            {"leadId":{{lead}},"statusName":"Attended"},{"leadId":{{lead}},"seats":"many"},{"registrationCode":"R3"}]}
            """, Members);
        Assert.Equal(["updated", "1013", "1006", "1003", "1003", "1002"], Outcomes(answer));
        Assert.Equal("Membership not found", (string)answer["result"]![1]!["reasons"]![0]!["message"]!);
        var member = Assert.Single(session.Simulator.Memberships.OfProgram(2001)).Values;
        Assert.Equal(("R1", 2, "Invited"), (member["registrationCode"], member["seats"], member["statusName"]));
    }

    [Fact]
    public async Task Members_are_deleted_and_others_skipped_with_1037()
    {
        await using var session = await StartAsync();
        var lead = session.Simulator.AddLead(("email", "a@example.com"));
        session.Simulator.Memberships.AddToProgram(2001, lead, "Invited");
        var answer = await session.SyncAsync($$"""{"input":[{"leadId":{{lead}}},{"leadId":{{lead}}},{"leadId":77}]}""", Delete);
        Assert.Equal(["deleted", "1037", "1037"], Outcomes(answer));
        Assert.Equal("Lead not in program", (string)answer["result"]![1]!["reasons"]![0]!["message"]!);
        Assert.Empty(session.Simulator.Memberships.OfProgram(2001));
        Assert.Equal(1, session.Simulator.LeadCount);
    }

    [Fact]
    public async Task Members_are_read_by_lead_status_success_or_custom_field()
    {
        await using var session = await StartAsync();
        var leads = Enumerable.Range(0, 3).Select(i => session.Simulator.AddLead(("email", $"{i}@example.com"))).ToList();
        session.Simulator.Memberships.AddToProgram(2001, leads[0], "Invited");
        session.Simulator.Memberships.AddToProgram(2001, leads[1], "Attended");
        session.Simulator.Memberships.AddToProgram(2002, leads[2], "Invited");
        await session.SyncAsync($$"""{"input":[{"leadId":{{leads[0]}},"myCustomField":"mine"}]}""", Members);

        var usual = (await session.GetAsync($"{Members}?filterType=leadId&filterValues={leads[2]},{leads[1]},{leads[0]}"))["result"]!.AsArray();
        Assert.Equal([leads[0], leads[1]], usual.Select(item => (long)item!["leadId"]!));
        Assert.Equal(["seq", "acquiredBy", "leadId", "membershipDate", "programId", "reachedSuccess"], usual[0]!.AsObject().Select(member => member.Key));
        var asked = await session.GetAsync($"{Members}?filterType=statusName&filterValues=Attended&fields=leadId,createdAt,updatedAt,statusName,reachedSuccess");
        Assert.Equal(
            $$"""{"seq":0,"leadId":{{leads[1]}},"createdAt":"2026-11-22T18:00:00Z","updatedAt":"2026-11-22T18:00:00Z","statusName":"Attended","reachedSuccess":true}""",
            Assert.Single(asked["result"]!.AsArray())!.ToJsonString());
        Assert.False((bool)asked["moreResult"]!);
        Assert.Single((await session.GetAsync($"{Members}?filterType=myCustomField&filterValues=mine"))["result"]!.AsArray());
        Assert.Single((await session.GetAsync($"{Members}?filterType=reachedSuccess&filterValues=true"))["result"]!.AsArray());
        Assert.Equal("1003", CodeOf(await session.GetAsync($"{Members}?filterType=webinarUrl&filterValues=x")));
        Assert.Equal("1013", CodeOf(await session.GetAsync("/rest/v1/programs/9/members.json?filterType=leadId&filterValues=1")));
    }

    [Fact]
    public async Task Program_members_are_described_as_published()
    {
        await using var session = await StartAsync();
        var type = (await session.GetAsync("/rest/v1/programs/members/describe.json"))["result"]![0]!;
        Assert.Equal("API Program Membership", (string)type["name"]!);
        Assert.Null(type["idField"]);
        Assert.Equal("""["leadId","programId"]""", type["dedupeFields"]!.ToJsonString());
        Assert.Equal("""[["leadId"],["reachedSuccess"],["statusName"],["myCustomField"]]""", type["searchableFields"]!.ToJsonString());
        var updateable = type["fields"]!.AsArray().Where(field => (bool)field!["updateable"]!).Select(field => (string)field!["name"]!);
        Assert.Equal(["myCustomField", "registrationCode", "webinarUrl", "seats"], updateable);
        Assert.Contains(type["fields"]!.AsArray(), field => (string)field!["name"]! == "createdAt");
    }

    [Fact]
    public async Task The_ledger_tells_of_each_program_by_lead()
    {
        await using var session = await StartAsync();
        var lead = session.Simulator.AddLead(("email", "a@example.com"));
        var body = $$"""{"statusName":"Invited","input":[{"leadId":{{lead}}}]}""";
        await session.SyncAsync(body, Status);
        await session.SyncAsync(body, Status);
        await session.SyncAsync($$"""{"input":[{"leadId":{{lead}}}]}""", Delete);
        var ledger = session.Simulator.Ledger.Of("programs/2001/members");
        Assert.Equal(new EffectCounts(Created: 1, Skipped: 1, Deleted: 1), ledger.CountsOf($"{lead}"));
        Assert.Equal([(1L, lead, null), (2L, 0L, "1037"), (3L, lead, null)], ledger.Entries.Select(entry => (entry.Call, entry.LeadId, entry.Code)));
        Assert.Empty(session.Simulator.Ledger.Of("programs/2002/members").Entries);
    }
}
