using System.Text.Json.Nodes;
using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class SyncObjectsTests
{
    private const string Cars = "/rest/v1/customobjects/car_c.json";
    private const string Orders = "/rest/v1/customobjects/order_c.json";
    private const string Companies = "/rest/v1/companies.json";
    private const string Opportunities = "/rest/v1/opportunities.json";
    private const string Roles = "/rest/v1/opportunities/roles.json";

    public static TheoryData<string, string, string> Kinds => new()
    {
        { "companies", """{"externalCompanyId":"K"}""", "id" },
        { "opportunities", """{"externalOpportunityId":"K","name":"Chairs"}""", "marketoGUID" },
        { "salespersons", """{"externalSalesPersonId":"K"}""", "id" },
        { "namedaccounts", """{"name":"K"}""", "marketoGUID" },
        { "customobjects/car_c", """{"vin":"K"}""", "marketoGUID" },
        { "customobjects/order_c", """{"orderNumber":"K","line":1}""", "marketoGUID" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_is_created_then_updated_under_one_id_and_told_with_seq(string name, string record, string idField)
    {
        await using var session = await StartAsync();
        var body = $$"""{"input":[{{record}}]}""";
        var first = (await session.SyncAsync(body, $"/rest/v1/{name}.json"))["result"]![0]!.AsObject();
        Assert.Equal(["seq", idField, "status"], first.Select(member => member.Key));
        Assert.Equal("created", (string)first["status"]!);
        var second = (await session.SyncAsync(body, $"/rest/v1/{name}.json"))["result"]![0]!;
        Assert.Equal("updated", (string)second["status"]!);
        Assert.Equal(first[idField]!.ToJsonString(), second[idField]!.ToJsonString());
        var stored = Assert.Single(session.Simulator.Objects.All(name));
        Assert.Equal(first[idField]!.ToString(), stored.Id);
        Assert.Equal(idField is "id", first[idField]!.GetValueKind() is System.Text.Json.JsonValueKind.Number);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task CreateOnly_skips_what_is_there_with_1017_and_updateOnly_what_is_not_with_1013(string name, string record, string idField)
    {
        await using var session = await StartAsync();
        var updated = await session.SyncAsync($$"""{"action":"updateOnly","input":[{{record}}]}""", $"/rest/v1/{name}.json");
        Assert.Equal(["1013"], Outcomes(updated));
        Assert.Null(updated["result"]![0]![idField]);
        Assert.Equal(["created"], Outcomes(await session.SyncAsync($$"""{"action":"createOnly","input":[{{record}}]}""", $"/rest/v1/{name}.json")));
        Assert.Equal(["1017"], Outcomes(await session.SyncAsync($$"""{"action":"createOnly","input":[{{record}}]}""", $"/rest/v1/{name}.json")));
        Assert.Equal(["updated"], Outcomes(await session.SyncAsync($$"""{"action":"updateOnly","input":[{{record}}]}""", $"/rest/v1/{name}.json")));
    }

    [Fact]
    public async Task The_idField_is_a_key_for_updateOnly_only()
    {
        await using var session = await StartAsync();
        var guid = session.Simulator.Objects.Add("customobjects/car_c", ("vin", "V1"), ("color", "red"));
        Assert.Equal(["updated", "1013", "1002", "1003"], Outcomes(await session.SyncAsync(
            $$"""
            {"action":"updateOnly","dedupeBy":"idField","input":[{"marketoGUID":"{{guid}}","vin":"v1","color":"blue"},{"marketoGUID":"nope"},{"vin":"V1"},
            {"marketoGUID":"{{guid}}","vin":"V2"}]}
            """, Cars)));
        Assert.Equal("blue", session.Simulator.Objects.Find("customobjects/car_c", "V1")!.Values["color"]);
        foreach (var action in new[] { "createOnly", "createOrUpdate" })
            Assert.Equal("1003", CodeOf(await session.SyncAsync($$"""{"action":"{{action}}","dedupeBy":"idField","input":[{"marketoGUID":"{{guid}}"}]}""", Cars)));
        Assert.Equal(["1003"], Outcomes(await session.SyncAsync($$"""{"input":[{"vin":"V1","marketoGUID":"{{guid}}"}]}""", Cars)));
    }

    [Fact]
    public async Task A_compound_key_is_whole_or_its_record_is_skipped_with_1002()
    {
        await using var session = await StartAsync();
        var answer = await session.SyncAsync(
            """
            {"input":[{"orderNumber":"O1","line":1},{"orderNumber":"O1","line":2},{"orderNumber":"o1","line":"1","quantity":2.5},{"orderNumber":"O1"},
            {"orderNumber":"O1","line":null}]}
            """, Orders);
        Assert.Equal(["created", "created", "updated", "1002", "1002"], Outcomes(answer));
        Assert.Equal("Missing value for the required parameter 'line'", (string)answer["result"]![3]!["reasons"]![0]!["message"]!);
        Assert.Equal([0, 1, 2, 3, 4], answer["result"]!.AsArray().Select(item => (int)item!["seq"]!));
        Assert.Equal(2.5, session.Simulator.Objects.Find("customobjects/order_c", "O1", "1")!.Values["quantity"]);
        Assert.Equal(1, session.Simulator.Ledger.Of("customobjects/order_c").Totals.KeysTwiceInOneCall);
    }

    [Fact]
    public async Task A_custom_object_that_links_to_a_missing_lead_is_skipped_with_1004_and_one_that_links_to_none_is_not()
    {
        await using var session = await StartAsync();
        session.Simulator.AddLead(("email", "a@example.com"), ("crmId", "C1"));
        var answer = await session.SyncAsync(
            """{"input":[{"vin":"V1","crmId":"c1"},{"vin":"V2","crmId":"C2"},{"vin":"V3"},{"vin":"V4","crmId":null}]}""", Cars);
        Assert.Equal(["created", "1004", "created", "created"], Outcomes(answer));
        Assert.Equal("Lead not found", (string)answer["result"]![1]!["reasons"]![0]!["message"]!);
        Assert.Equal(["1004"], Outcomes(await session.SyncAsync("""{"input":[{"orderNumber":"O1","line":1,"vin":"V9"}]}""", Orders)));
        Assert.Equal(["1004"], Outcomes(await session.SyncAsync("""{"input":[{"vin":"V1","crmId":"C2"}]}""", Cars)));
    }

    [Fact]
    public async Task A_role_needs_its_opportunity_and_its_lead()
    {
        await using var session = await StartAsync();
        var lead = session.Simulator.AddLead(("email", "a@example.com"));
        session.Simulator.Objects.Add("opportunities", ("externalOpportunityId", "O1"), ("name", "Chairs"));
        Assert.Equal(["created", "updated", "1004", "1004", "1002", "1003"], Outcomes(await session.SyncAsync(
            $$"""
            {"input":[{"externalOpportunityId":"O1","leadId":{{lead}},"role":"Buyer"},{"externalOpportunityId":"O1","leadId":"{{lead}}","role":"buyer","isPrimary":true},
            {"externalOpportunityId":"O2","leadId":{{lead}},"role":"Buyer"},{"externalOpportunityId":"O1","leadId":{{lead + 1}},"role":"Buyer"},
            {"externalOpportunityId":"O1","role":"Buyer"},{"externalOpportunityId":"O1","leadId":"x","role":"Buyer"}]}
            """, Roles)));
    }

    [Fact]
    public async Task An_unknown_sales_person_refuses_the_call_with_718_or_skips_its_record_as_configured()
    {
        const string Body = """
            {"input":[{"externalOpportunityId":"O1","name":"A","externalSalesPersonId":"sam"},{"externalOpportunityId":"O2","name":"B","externalSalesPersonId":"kim"}]}
            """;
        await using (var session = await StartAsync())
        {
            session.Simulator.Objects.Add("salespersons", ("externalSalesPersonId", "sam"));
            Assert.Equal("718", CodeOf(await session.SyncAsync(Body, Opportunities)));
            Assert.Empty(session.Simulator.Objects.All("opportunities"));
        }
        await using (var session = await StartAsync(new SimulatorOptions { UnknownSalesPerson = UnknownSalesPerson.SkipRecord }))
        {
            session.Simulator.Objects.Add("salespersons", ("externalSalesPersonId", "sam"));
            Assert.Equal(["created", "718"], Outcomes(await session.SyncAsync(Body, Opportunities)));
        }
    }

    [Fact]
    public async Task An_opportunity_is_never_without_a_name()
    {
        await using var session = await StartAsync();
        Assert.Equal(["1002", "created", "updated", "1002"], Outcomes(await session.SyncAsync(
            """
            {"input":[{"externalOpportunityId":"O1"},{"externalOpportunityId":"O2","name":"B"},{"externalOpportunityId":"O2","stage":"won"},
            {"externalOpportunityId":"O2","name":""}]}
            """, Opportunities)));
    }

    [Fact]
    public async Task A_company_twice_in_one_call_is_skipped_with_1036_the_second_time()
    {
        await using var session = await StartAsync();
        Assert.Equal(["created", "1036", "created"], Outcomes(await session.SyncAsync(
            """{"input":[{"externalCompanyId":"C1","company":"first"},{"externalCompanyId":"c1","company":"second"},{"externalCompanyId":"C2"}]}""", Companies)));
        Assert.Equal("first", session.Simulator.Objects.Find("companies", "C1")!.Values["company"]);
    }

    [Theory]
    [InlineData("\"nope\":1", "1006", "Field 'nope' not found")]
    [InlineData("\"year\":\"old\"", "1003", "Invalid value for field 'year' and value 'old'")]
    [InlineData("\"price\":{}", "1003", "Invalid value for field 'price' and value '{…}'")]
    [InlineData("\"electric\":\"maybe\"", "1003", "Invalid value for field 'electric' and value 'maybe'")]
    [InlineData("\"soldOn\":\"22.11.2026\"", "1003", "Invalid value for field 'soldOn' and value '22.11.2026'")]
    [InlineData("\"createdAt\":\"2026-01-01\"", "1003", "Invalid value for field 'createdAt' and value '2026-01-01'")]
    public async Task A_record_with_a_bad_field_is_skipped_and_the_rest_is_written(string member, string code, string message)
    {
        await using var session = await StartAsync();
        var answer = await session.SyncAsync($$"""{"input":[{"vin":"V1",{{member}}},{"vin":"V2"}]}""", Cars);
        Assert.Equal([code, "created"], Outcomes(answer));
        Assert.Equal(["seq", "status", "reasons"], answer["result"]![0]!.AsObject().Select(part => part.Key));
        Assert.Equal(message, (string)answer["result"]![0]!["reasons"]![0]!["message"]!);
    }

    [Fact]
    public async Task A_text_that_is_too_long_refuses_the_call_with_1077_or_skips_its_record_as_configured()
    {
        var body = $$"""{"input":[{"vin":"V1"},{"vin":"V2","make":"{{new string('x', 37)}}"}]}""";
        await using (var session = await StartAsync())
        {
            Assert.Equal("1077", CodeOf(await session.SyncAsync(body, Cars)));
            Assert.Equal(0, session.Simulator.Objects.Count("customobjects/car_c"));
        }
        await using (var session = await StartAsync(new SimulatorOptions { OverLongValues = OverLongValues.SkipRecord }))
            Assert.Equal(["created", "1077"], Outcomes(await session.SyncAsync(body, Cars)));
    }

    [Fact]
    public async Task Null_and_empty_text_clear_a_field_and_a_field_left_out_stays()
    {
        await using var session = await StartAsync();
        session.Simulator.Objects.Add("customobjects/car_c", ("vin", "V1"), ("make", "BMW"), ("model", "3"), ("year", 2003), ("electric", true), ("color", "red"));
        await session.SyncAsync("""{"input":[{"vin":"V1","make":null,"model":"","year":null,"electric":null}]}""", Cars);
        var values = session.Simulator.Objects.Find("customobjects/car_c", "v1")!.Values;
        Assert.Equal(["color", "electric", "vin"], values.Keys.Order());
        Assert.Equal(false, values["electric"]);
    }

    [Fact]
    public async Task A_field_that_is_not_updateable_takes_a_value_only_when_its_record_is_created()
    {
        await using var session = await StartAsync();
        const string Path = "/rest/v1/salespersons.json";
        Assert.Equal(["created", "updated", "1003"], Outcomes(await session.SyncAsync(
            """
            {"input":[{"externalSalesPersonId":"sam","email":"sam@example.com"},{"externalSalesPersonId":"sam","email":"sam@example.com","title":"Head"},
            {"externalSalesPersonId":"sam","email":"other@example.com"}]}
            """, Path)));
    }

    [Theory]
    [InlineData("""{"action":"createDuplicate","input":[{"vin":"V1"}]}""", "1003")]
    [InlineData("""{"dedupeBy":"vin","input":[{"vin":"V1"}]}""", "1003")]
    [InlineData("""{"input":[]}""", "1002")]
    [InlineData("""{"action":"createOnly"}""", "1002")]
    [InlineData("[]", "609")]
    [InlineData("{", "609")]
    [InlineData("""{"input":[7]}""", "609")]
    [InlineData("""{"input":[{"vin":"V1","vin":"V2"}]}""", "609")]
    [InlineData("""{"input":[{"vin":"\ud800"}]}""", "609")]
    public async Task A_wrong_call_is_refused_as_a_whole(string body, string code)
    {
        await using var session = await StartAsync();
        Assert.Equal(code, CodeOf(await session.SyncAsync(body, Cars)));
        Assert.Equal(0, session.Simulator.Objects.Count("customobjects/car_c"));
    }

    [Fact]
    public async Task More_than_300_records_are_refused_together()
    {
        await using var session = await StartAsync();
        Assert.Equal("1003", CodeOf(await session.SyncAsync(CarsBody(301), Cars)));
        Assert.Null(CodeOf(await session.SyncAsync(CarsBody(300), Cars)));
        Assert.Equal(300, session.Simulator.Objects.Count("customobjects/car_c"));
    }

    [Theory]
    [InlineData("/rest/v1/customobjects/bike_c.json", "610")]
    [InlineData("/rest/v1/customobjects/car_c/nothing.json", "610")]
    public async Task An_unknown_object_is_610(string path, string code)
    {
        await using var session = await StartAsync();
        Assert.Equal(code, CodeOf(await session.SyncAsync("""{"input":[{"vin":"V1"}]}""", path)));
    }

    [Fact]
    public async Task A_custom_object_type_of_ones_own_is_a_row_of_options()
    {
        var house = SimulatedObjectType.Custom(
            "house_c", ["mlsNum", "houseOwnerId"],
            [new("mlsNum", SimulatedFieldType.String), new("houseOwnerId", SimulatedFieldType.String), new("bedrooms", SimulatedFieldType.Integer)]);
        await using var session = await StartAsync(new SimulatorOptions { CustomObjects = [house] });
        Assert.Equal(["created"], Outcomes(await session.SyncAsync(
            """{"input":[{"mlsNum":"1","houseOwnerId":"2","bedrooms":3}]}""", "/rest/v1/customobjects/house_c.json")));
        Assert.Equal("610", CodeOf(await session.SyncAsync("""{"input":[{"vin":"V1"}]}""", Cars)));
        ObjectLink[] wrong = [new("mlsNum", "nothing"), new("nothing"), new("mlsNum", ToField: "firstName"), new("mlsNum", "companies", "site")];
        foreach (var link in wrong)
        {
            await Assert.ThrowsAsync<ArgumentException>(() =>
                MarketoSimulator.StartAsync(new SimulatorOptions { CustomObjects = [house with { Links = [link] }] }));
        }
    }

    [Theory]
    [InlineData("companies", "1018", null)]
    [InlineData("opportunities", "1018", null)]
    [InlineData("opportunities/roles", "1018", "1018")]
    [InlineData("salespersons", "1018", "1018")]
    [InlineData("namedaccounts", "1002", null)]
    [InlineData("customobjects/car_c", "1002", null)]
    public async Task A_native_CRM_sync_closes_what_it_owns_with_1018(string name, string? write, string? read)
    {
        await using var session = await StartAsync(new SimulatorOptions { HasNativeCrmSync = true });
        Assert.Equal(write, CodeOf(await session.SyncAsync("""{"input":[]}""", $"/rest/v1/{name}.json")));
        Assert.Equal(write, CodeOf(await session.SyncAsync("""{"input":[]}""", $"/rest/v1/{name}/delete.json")));
        Assert.Equal(read, CodeOf(await session.GetAsync($"/rest/v1/{name}/describe.json")));
        Assert.Equal(read, CodeOf(await session.GetAsync($"/rest/v1/{name}.json?filterType=idField&filterValues=1")));
    }

    private static string CarsBody(int count) => new JsonObject
    {
        ["input"] = new JsonArray([.. Enumerable.Range(0, count).Select(i => new JsonObject { ["vin"] = $"V{i}" })]),
    }.ToJsonString();
}
