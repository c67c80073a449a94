using System.Text.Json.Nodes;

namespace MarketoSync.Simulator.Tests;

public class DescribeObjectsTests
{
    [Fact]
    public async Task A_custom_object_is_described_with_its_keys_links_and_fields()
    {
        await using var session = await SimulatorSession.StartAsync();
        var car = (await session.GetAsync("/rest/v1/customobjects/car_c/describe.json"))["result"]![0]!;
        Assert.Equal("car_c", (string)car["name"]!);
        Assert.Equal("marketoGUID", (string)car["idField"]!);
        Assert.Equal("""["vin"]""", car["dedupeFields"]!.ToJsonString());
        Assert.Equal("""[["vin"],["marketoGUID"],["crmId"]]""", car["searchableFields"]!.ToJsonString());
        Assert.Equal("""[{"field":"crmId","type":"parent","object":{"name":"Lead","field":"crmId"}}]""", car["relationships"]!.ToJsonString());
        var fields = Fields(car);
        Assert.Equal(
            """{"name":"vin","displayName":"VIN","dataType":"string","length":36,"updateable":false,"crmManaged":false}""", fields["vin"].ToJsonString());
        Assert.Equal(
            """{"name":"year","displayName":"Year","dataType":"integer","updateable":true,"crmManaged":false}""", fields["year"].ToJsonString());
        Assert.Equal(["marketoGUID", "createdAt", "updatedAt", "vin"], fields.Keys.Take(4));
        Assert.Equal(["boolean", "currency", "date", "datetime"], new[] { "electric", "price", "soldOn", "inspectedAt" }.Select(name => (string)fields[name]["dataType"]!));
        Assert.False((bool)fields["createdAt"]["updateable"]!);
    }

    [Theory]
    [InlineData("companies", "Company", "id", """["externalCompanyId"]""", """[["externalCompanyId"],["id"],["company"]]""")]
    [InlineData("opportunities", "opportunity", "marketoGUID", """["externalOpportunityId"]""", """[["externalOpportunityId"],["marketoGUID"]]""")]
    [InlineData(
        "opportunities/roles", "opportunityRole", "marketoGUID", """["externalOpportunityId","leadId","role"]""",
        """[["externalOpportunityId","leadId","role"],["marketoGUID"],["externalOpportunityId"],["leadId"]]""")]
    [InlineData("salespersons", "SalesPerson", "id", """["externalSalesPersonId"]""", """[["externalSalesPersonId"],["id"],["email"]]""")]
    public async Task Standard_objects_are_described_as_published(string path, string name, string idField, string dedupe, string searchable)
    {
        await using var session = await SimulatorSession.StartAsync();
        var type = (await session.GetAsync($"/rest/v1/{path}/describe.json"))["result"]![0]!;
        Assert.Equal(name, (string)type["name"]!);
        Assert.Equal(idField, (string)type["idField"]!);
        Assert.Equal(dedupe, type["dedupeFields"]!.ToJsonString());
        Assert.Equal(searchable, type["searchableFields"]!.ToJsonString());
    }

    [Fact]
    public async Task Fields_that_a_native_CRM_sync_owns_are_marked()
    {
        await using var session = await SimulatorSession.StartAsync(new SimulatorOptions { HasNativeCrmSync = true });
        var company = (await session.GetAsync("/rest/v1/companies/describe.json"))["result"]![0]!;
        Assert.True((bool)Fields(company)["industry"]["crmManaged"]!);
        var car = (await session.GetAsync("/rest/v1/customobjects/car_c/describe.json"))["result"]![0]!;
        Assert.False((bool)Fields(car)["make"]["crmManaged"]!);
    }

    [Fact]
    public async Task Custom_objects_are_listed_all_or_by_name()
    {
        await using var session = await SimulatorSession.StartAsync();
        var all = (await session.GetAsync("/rest/v1/customobjects.json"))["result"]!.AsArray();
        Assert.Equal(["car_c", "order_c"], all.Select(type => (string)type!["name"]!));
        Assert.Null(all[0]!["fields"]);
        Assert.Equal("Lead", (string)all[0]!["relationships"]![0]!["relatedTo"]!["name"]!);
        var one = (await session.GetAsync("/rest/v1/customobjects.json?names=order_c"))["result"]!.AsArray();
        Assert.Equal("order_c", (string)Assert.Single(one)!["name"]!);
    }

    private static Dictionary<string, JsonNode> Fields(JsonNode type) =>
        type["fields"]!.AsArray().ToDictionary(field => (string)field!["name"]!, field => field!);
}
