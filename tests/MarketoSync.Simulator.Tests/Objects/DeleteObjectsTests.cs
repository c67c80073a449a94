using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class DeleteObjectsTests
{
    [Fact]
    public async Task What_is_there_is_deleted_by_key_or_by_id_and_the_rest_skipped_with_1013()
    {
        await using var session = await StartAsync();
        var objects = session.Simulator.Objects;
        var guid = objects.Add("customobjects/car_c", ("vin", "V1"));
        var other = objects.Add("customobjects/car_c", ("vin", "V2"));
        const string Path = "/rest/v1/customobjects/car_c/delete.json";

        var answer = await session.SyncAsync("""{"deleteBy":"dedupeFields","input":[{"vin":"v1"},{"vin":"V3"},{"vin":"V1"},{}]}""", Path);
        Assert.Equal(["deleted", "1013", "1013", "1002"], Outcomes(answer));
        Assert.Equal(guid, (string)answer["result"]![0]!["marketoGUID"]!);
        Assert.Equal("Object not found", (string)answer["result"]![1]!["reasons"]![0]!["message"]!);
        Assert.Equal(["deleted", "1013"], Outcomes(await session.SyncAsync(
            $$"""{"deleteBy":"idField","input":[{"marketoGUID":"{{other}}"},{"marketoGUID":"{{guid}}"}]}""", Path)));
        Assert.Equal("1003", CodeOf(await session.SyncAsync("""{"deleteBy":"vin","input":[{"vin":"v1"}]}""", Path)));
        Assert.Empty(objects.All("customobjects/car_c"));
    }

    [Fact]
    public async Task Ids_of_companies_are_numbers_and_keys_the_default()
    {
        await using var session = await StartAsync();
        var id = session.Simulator.Objects.Add("companies", ("externalCompanyId", "C1"));
        var answer = await session.SyncAsync($$"""{"deleteBy":"idField","input":[{"id":{{id}}},{"id":{{id}}}]}""", "/rest/v1/companies/delete.json");
        Assert.Equal(["deleted", "1013"], Outcomes(answer));
        Assert.Equal(id, ((long)answer["result"]![0]!["id"]!).ToString());
        Assert.Equal("Record not found", (string)answer["result"]![1]!["reasons"]![0]!["message"]!);
        session.Simulator.Objects.Add("companies", ("externalCompanyId", "C2"));
        Assert.Equal(["deleted"], Outcomes(await session.SyncAsync("""{"input":[{"externalCompanyId":"C2"}]}""", "/rest/v1/companies/delete.json")));
    }

    [Theory]
    [InlineData("leads")]
    [InlineData("companies")]
    [InlineData("opportunities")]
    public async Task A_sales_person_in_use_is_skipped_with_1022(string user)
    {
        await using var session = await StartAsync();
        var objects = session.Simulator.Objects;
        foreach (var person in new[] { "sam", "kim" })
            objects.Add("salespersons", ("externalSalesPersonId", person));
        if (user is "leads") session.Simulator.AddLead(("email", "a@example.com"), ("externalSalesPersonId", "Sam"));
        if (user is "companies") objects.Add(user, ("externalCompanyId", "C1"), ("externalSalesPersonId", "sam"));
        if (user is "opportunities") objects.Add(user, ("externalOpportunityId", "O1"), ("name", "N"), ("externalSalesPersonId", "sam"));

        Assert.Equal(["1022", "deleted"], Outcomes(await session.SyncAsync(
            """{"input":[{"externalSalesPersonId":"sam"},{"externalSalesPersonId":"kim"}]}""", "/rest/v1/salespersons/delete.json")));
        Assert.Equal(1, objects.Count("salespersons"));
    }
}
