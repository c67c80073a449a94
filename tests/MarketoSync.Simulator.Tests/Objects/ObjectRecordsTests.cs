using System.Text;
using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class ObjectRecordsTests
{
    [Fact]
    public async Task Records_are_added_one_by_one_or_as_NDJSON_and_left_out_of_the_ledger()
    {
        await using var session = await StartAsync();
        var objects = session.Simulator.Objects;
        objects.Add("companies", ("externalCompanyId", "C1"), ("annualRevenue", 1.5));
        Assert.Equal(2, objects.AddJson("companies", Encoding.UTF8.GetBytes("{\"externalCompanyId\":\"C2\"}\n{\"externalCompanyId\":\"C3\"}")).Count);
        Assert.Equal(["C1", "C2", "C3"], objects.All("companies").Select(record => record.Values["externalCompanyId"]));
        Assert.Equal(1.5, objects.Find("companies", "c1")!.Values["annualRevenue"]);
        Assert.Null(objects.Find("companies", "C4"));
        Assert.Equal(3, objects.All("companies").Select(record => record.Id).Distinct().Count());
        Assert.Empty(session.Simulator.Ledger.Of("companies").Entries);
    }

    [Theory]
    [InlineData("company", "{}")]
    [InlineData("companies", "{}")]
    [InlineData("companies", "7")]
    [InlineData("companies", "{")]
    [InlineData("companies", """{"externalCompanyId":"C0"}""")]
    [InlineData("companies", """{"externalCompanyId":"C1","nope":1}""")]
    [InlineData("companies", """{"externalCompanyId":"C1","numberOfEmployees":"x"}""")]
    public async Task What_does_not_fit_is_an_error_of_the_test_that_adds_it(string name, string json)
    {
        await using var session = await StartAsync();
        session.Simulator.Objects.Add("companies", ("externalCompanyId", "C0"));
        Assert.Throws<ArgumentException>(() => session.Simulator.Objects.AddJson(name, Encoding.UTF8.GetBytes(json)));
        Assert.Equal(1, session.Simulator.Objects.Count("companies"));
    }

    [Fact]
    public async Task Reset_forgets_the_records_of_every_object_and_keeps_its_definition()
    {
        await using var session = await StartAsync();
        var lead = session.Simulator.AddLead(("email", "a@example.com"));
        session.Simulator.Objects.Add("companies", ("externalCompanyId", "C1"));
        session.Simulator.Memberships.AddToList(1001, lead);
        session.Simulator.Memberships.AddToProgram(2001, lead, "Invited");
        await session.SyncAsync(
            $$"""{"input":[{"leadId":{{lead}},"activityDate":"2026-11-22T18:00:00Z","activityTypeId":100001,"primaryAttributeValue":"A","attributes":[]}]}""",
            "/rest/v1/activities/external.json");
        Assert.Single(session.Simulator.Activities);
        session.Simulator.Reset();
        Assert.Equal(0, session.Simulator.Objects.Count("companies"));
        Assert.Empty(session.Simulator.Memberships.OfList(1001));
        Assert.Empty(session.Simulator.Memberships.OfProgram(2001));
        Assert.Empty(session.Simulator.Activities);
        Assert.Equal(0, session.Simulator.Ledger.Of("activities").Totals.Added);
        Assert.Equal(["created"], Outcomes(await session.SyncAsync("""{"input":[{"externalCompanyId":"C1"}]}""", "/rest/v1/companies.json")));
    }
}
