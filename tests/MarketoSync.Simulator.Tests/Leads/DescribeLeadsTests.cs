using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class DescribeLeadsTests
{
    [Fact]
    public async Task The_old_call_tells_how_REST_may_use_each_field_and_one_that_it_cannot_use()
    {
        await using var session = await StartAsync();
        var fields = (await session.GetAsync("/rest/v1/leads/describe.json"))["result"]!.AsArray();
        var byName = fields.Where(field => field!["rest"] is not null).ToDictionary(field => (string)field!["rest"]!["name"]!, field => field!);
        Assert.Equal("Company Name", (string)byName["company"]["displayName"]!);
        Assert.Equal(255, (int)byName["company"]["length"]!);
        Assert.False((bool)byName["company"]["rest"]!["readOnly"]!);
        Assert.Equal("First Name", (string)byName["firstName"]["displayName"]!);
        foreach (var readOnly in new[] { "id", "createdAt", "updatedAt", "fullName", "originalSourceType" })
            Assert.True((bool)byName[readOnly]["rest"]!["readOnly"]!);
        Assert.Single(fields, field => field!["rest"] is null && field["soap"] is not null);
        Assert.Equal(fields.Count, fields.Select(field => (int)field!["id"]!).Distinct().Count());
        Assert.Null(byName["leadScore"]["length"]);
    }

    [Fact]
    public async Task The_new_call_has_the_shape_of_the_other_objects_and_every_data_type()
    {
        await using var session = await StartAsync();
        var lead = Assert.Single((await session.GetAsync("/rest/v1/leads/describe2.json"))["result"]!.AsArray())!;
        Assert.Equal("API Lead", (string)lead["name"]!);
        Assert.Equal("""[["id"],["email"],["crmId"],["externalCompanyId"],["externalSalesPersonId"]]""", lead["searchableFields"]!.ToJsonString());
        var fields = lead["fields"]!.AsArray().ToDictionary(field => (string)field!["name"]!, field => field!);
        Assert.Equal(
            """{"name":"email","displayName":"Email Address","dataType":"email","length":255,"updateable":true,"crmManaged":false}""",
            fields["email"].ToJsonString());
        Assert.False((bool)fields["fullName"]["updateable"]!);
        Assert.Equal("formula", (string)fields["fullName"]["dataType"]!);
        Assert.False((bool)fields["originalSourceType"]["updateable"]!);
        Assert.Equal(
            Enum.GetNames<SimulatedFieldType>().Select(name => name.ToLowerInvariant()).Order(),
            fields.Values.Select(field => (string)field["dataType"]!).Distinct().Order());
    }

    [Theory]
    [InlineData("fullName")]
    [InlineData("originalSourceType")]
    public async Task A_field_that_cannot_be_written_is_not_found_in_a_record(string field)
    {
        await using var session = await StartAsync();
        Assert.Equal(["1006", "created"], Outcomes(await session.SyncAsync(
            $$"""{"input":[{"email":"a@example.com","{{field}}":"x"},{"email":"b@example.com"}]}""")));
    }
}
