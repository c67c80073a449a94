using System.Text.Json.Nodes;
using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class SyncLeadsTests
{
    [Fact]
    public async Task CreateOrUpdate_creates_what_is_new_and_updates_what_is_there_in_request_order()
    {
        await using var session = await StartAsync();
        var ada = session.Simulator.AddLead(("email", "Ada@example.com"), ("firstName", "Ada"));
        var answer = await session.SyncAsync(
            """{"input":[{"email":"bob@example.com"},{"email":"ADA@example.com","lastName":"L"},{"email":"eve@example.com"}]}""");
        Assert.Equal(["created", "updated", "created"], Outcomes(answer));
        Assert.Equal(ada, (long)answer["result"]![1]!["id"]!);
        Assert.Equal(["id", "status"], answer["result"]![0]!.AsObject().Select(member => member.Key));
        var lead = Assert.Single(session.Simulator.FindLeads("id", $"{ada}"));
        Assert.Equal("Ada", lead.Values["firstName"]);
        Assert.Equal("L", lead.Values["lastName"]);
    }

    [Fact]
    public async Task CreateOnly_skips_an_existing_key_with_1005_and_without_an_id()
    {
        await using var session = await StartAsync();
        session.Simulator.AddLead(("email", "ada@example.com"));
        var answer = await session.SyncAsync(
            """{"action":"createOnly","lookupField":"email","input":[{"email":"ada@example.com"},{"email":"bob@example.com"}]}""");
        Assert.Equal(["1005", "created"], Outcomes(answer));
        Assert.Equal(["status", "reasons"], answer["result"]![0]!.AsObject().Select(member => member.Key));
        Assert.Equal("Lead already exists", (string)answer["result"]![0]!["reasons"]![0]!["message"]!);
        Assert.Equal(2, session.Simulator.LeadCount);
    }

    [Fact]
    public async Task UpdateOnly_skips_an_unknown_key_with_1004()
    {
        await using var session = await StartAsync();
        session.Simulator.AddLead(("crmId", "C-1"));
        var answer = await session.SyncAsync(
            """{"lookupField":"crmId","input":[{"crmId":"C-2"},{"crmId":"c-1","city":"Ulm"}],"action":"updateOnly"}""");
        Assert.Equal(["1004", "updated"], Outcomes(answer));
        Assert.Equal("Ulm", session.Simulator.FindLeads("crmId", "C-1")[0].Values["city"]);
    }

    [Fact]
    public async Task CreateDuplicate_always_creates()
    {
        await using var session = await StartAsync();
        session.Simulator.AddLead(("email", "ada@example.com"));
        var answer = await session.SyncAsync("""{"action":"createDuplicate","input":[{"email":"ada@example.com"},{"firstName":"No key"}]}""");
        Assert.Equal(["created", "created"], Outcomes(answer));
        Assert.Equal(2, session.Simulator.FindLeads("email", "ada@example.com").Count);
    }

    [Theory]
    [InlineData("createOrUpdate", "1007")]
    [InlineData("updateOnly", "1007")]
    [InlineData("createOnly", "1005")]
    public async Task A_key_that_several_leads_share_is_ambiguous(string action, string code)
    {
        await using var session = await StartAsync();
        session.Simulator.AddLead(("email", "ada@example.com"));
        session.Simulator.AddLead(("email", "ada@example.com"));
        var answer = await session.SyncAsync($$"""{"action":"{{action}}","input":[{"email":"ada@example.com"}]}""");
        Assert.Equal([code], Outcomes(answer));
    }

    [Fact]
    public async Task An_id_is_a_key_for_updateOnly_only()
    {
        await using var session = await StartAsync();
        var id = session.Simulator.AddLead(("email", "ada@example.com"));
        var answer = await session.SyncAsync(
            $$"""{"action":"updateOnly","lookupField":"id","input":[{"id":{{id}},"email":"new@example.com"},{"id":"{{id}}"},{"id":{{id + 1}}},{"city":"Ulm"}]}""");
        Assert.Equal(["updated", "updated", "1004", "1002"], Outcomes(answer));
        Assert.Empty(session.Simulator.FindLeads("email", "ada@example.com"));
        Assert.Equal(id, session.Simulator.FindLeads("email", "new@example.com")[0].Id);
        foreach (var action in new[] { "createOnly", "createOrUpdate", "createDuplicate" })
            Assert.Equal("1003", CodeOf(await session.SyncAsync($$"""{"action":"{{action}}","lookupField":"id","input":[{"id":{{id}}}]}""")));
        Assert.Equal(["1003"], Outcomes(await session.SyncAsync($$"""{"action":"createOnly","input":[{"id":{{id}},"email":"x@example.com"}]}""")));
    }

    [Theory]
    [InlineData("""{"lookupField":"nothing","input":[{"email":"a@example.com"}]}""", "1006", "Lookup field 'nothing' not found")]
    [InlineData("""{"lookupField":"firstName","input":[{"firstName":"Ada"}]}""", "1011", "Field 'firstName' not supported")]
    [InlineData("""{"action":"upsert","input":[{"email":"a@example.com"}]}""", "1003", "Invalid value for parameter 'action' and value 'upsert'")]
    [InlineData("""{"action":"createOnly"}""", "1002", "Missing value for the required parameter 'input'")]
    [InlineData("""{"input":[]}""", "1002", "Missing value for the required parameter 'input'")]
    public async Task A_wrong_envelope_refuses_the_call(string body, string code, string message)
    {
        await using var session = await StartAsync();
        var answer = await session.SyncAsync(body);
        Assert.Equal(code, CodeOf(answer));
        Assert.Equal(message, (string)answer["errors"]![0]!["message"]!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"input":[{"email":"a@example.com"}]""")]
    [InlineData("""{"input":[{"email":"a@example.com"}]} x""")]
    [InlineData("""{"input":[{"email":"a@example.com"},7]}""")]
    [InlineData("""{"input":[{"email":"a@example.com","firstName":"\ud800"}]}""")]
    [InlineData("""{"input":[{"email":"a@example.com","email":"b@example.com"}]}""")]
    public async Task A_body_that_is_no_valid_JSON_is_609_and_writes_nothing(string body)
    {
        await using var session = await StartAsync();
        Assert.Equal("609", CodeOf(await session.SyncAsync(body)));
        Assert.Equal(0, session.Simulator.LeadCount);
    }

    [Theory]
    [InlineData(300, null)]
    [InlineData(301, "1003")]
    public async Task More_records_than_a_call_may_carry_are_refused_together(int records, string? code)
    {
        await using var session = await StartAsync();
        Assert.Equal(code, CodeOf(await session.UpsertAsync([.. Enumerable.Range(0, records).Select(i => $"p{i}@example.com")])));
        Assert.Equal(code is null ? records : 0, session.Simulator.LeadCount);
    }

    [Fact]
    public async Task A_record_without_its_key_is_skipped_with_1002()
    {
        await using var session = await StartAsync();
        var answer = await session.SyncAsync("""{"input":[{"firstName":"Ada"},{"email":null},{"email":""},{"email":"a@example.com"}]}""");
        Assert.Equal(["1002", "1002", "1002", "created"], Outcomes(answer));
    }

    [Fact]
    public async Task An_unknown_field_skips_its_record_only()
    {
        await using var session = await StartAsync();
        var answer = await session.SyncAsync(
            """{"input":[{"email":"a@example.com","nope":{"deep":[1]}},{"email":"b@example.com","createdAt":"2026-01-01"},{"email":"c@example.com"}]}""");
        Assert.Equal(["1006", "1006", "created"], Outcomes(answer));
        Assert.Equal("Field 'nope' not found", (string)answer["result"]![0]!["reasons"]![0]!["message"]!);
    }

    [Theory]
    [InlineData("numberOfEmployees", "14.1", "14.1")]
    [InlineData("numberOfEmployees", "\"many\"", "many")]
    [InlineData("unsubscribed", "\"other\"", "other")]
    [InlineData("probability", "\"100%\"", "100%")]
    [InlineData("lastContactedAt", "\"yesterday\"", "yesterday")]
    [InlineData("lastContactedAt", "\"2026-11-22T20:31:07\"", "2026-11-22T20:31:07")]
    [InlineData("dateOfBirth", "\"22.11.2026\"", "22.11.2026")]
    [InlineData("backupEmail", "\"bademail\"", "bademail")]
    [InlineData("backupEmail", "\"ädä@example.com\"", "ädä@example.com")]
    [InlineData("annualRevenue", "\"much\"", "much")]
    [InlineData("firstName", "{}", "{…}")]
    [InlineData("firstName", "[]", "[…]")]
    public async Task A_value_that_does_not_fit_its_field_skips_the_record_with_1003_and_the_rest_is_written(string field, string json, string shown)
    {
        await using var session = await StartAsync();
        var answer = await session.SyncAsync($$"""{"input":[{"email":"a@example.com","{{field}}":{{json}}},{"email":"b@example.com"}]}""");
        Assert.Equal(["1003", "created"], Outcomes(answer));
        Assert.Equal($"Invalid value for field '{field}' and value '{shown}'", (string)answer["result"]![0]!["reasons"]![0]!["message"]!);
        Assert.Equal(1, session.Simulator.LeadCount);
    }

    [Fact]
    public async Task Values_that_fit_are_stored_by_type_and_numbers_in_strings_are_taken()
    {
        await using var session = await StartAsync();
        Assert.Equal(["created"], Outcomes(await session.SyncAsync("""
            {"input":[{"email":"a@example.com","numberOfEmployees":"14","leadScore":-3,"probability":99,"annualRevenue":34.66,"distance":"5.4",
            "unsubscribed":"TRUE","dateOfBirth":"2020-08-30","lastContactedAt":"2020-08-30T07:49:48.000+02:00","firstName":12,"notes":"Zoë \"x\""}]}
            """)));
        var values = session.Simulator.FindLeads("email", "a@example.com")[0].Values;
        Assert.Equal(14, values["numberOfEmployees"]);
        Assert.Equal(-3, values["leadScore"]);
        Assert.Equal(99, values["probability"]);
        Assert.Equal(34.66, values["annualRevenue"]);
        Assert.Equal(5.4, values["distance"]);
        Assert.Equal(true, values["unsubscribed"]);
        Assert.Equal("2020-08-30", values["dateOfBirth"]);
        Assert.Equal("2020-08-30T05:49:48Z", values["lastContactedAt"]);
        Assert.Equal("12", values["firstName"]);
        Assert.Equal("Zoë \"x\"", values["notes"]);
    }

    [Fact]
    public async Task Null_and_empty_text_clear_a_field_and_a_field_left_out_stays()
    {
        await using var session = await StartAsync();
        session.Simulator.AddLead(
            ("email", "a@example.com"), ("firstName", "Ada"), ("lastName", "L"), ("leadScore", 7), ("unsubscribed", true), ("city", "Ulm"));
        await session.SyncAsync("""{"input":[{"email":"a@example.com","firstName":null,"lastName":"","leadScore":null,"unsubscribed":null}]}""");
        var values = session.Simulator.FindLeads("email", "a@example.com")[0].Values;
        Assert.Equal(["city", "email", "unsubscribed"], values.Keys.Order());
        Assert.Equal(false, values["unsubscribed"]);
    }

    [Theory]
    [InlineData("firstName", 255, 'x', true)]
    [InlineData("firstName", 256, 'x', false)]
    [InlineData("firstName", 255, 'ä', true)]
    [InlineData("address", 2000, 'x', true)]
    [InlineData("address", 1001, 'ä', false)]
    public async Task A_text_that_is_too_long_refuses_the_whole_call_with_1077(string field, int length, char letter, bool fits)
    {
        foreach (var keepFields in new[] { true, false })
        {
            await using var session = await StartAsync(new SimulatorOptions { KeepFields = keepFields });
            var answer = await session.SyncAsync(
                $$"""{"input":[{"email":"a@example.com"},{"email":"b@example.com","{{field}}":"{{new string(letter, length)}}"}]}""");
            Assert.Equal(fits ? null : "1077", CodeOf(answer));
            Assert.Equal(fits ? 2 : 0, session.Simulator.LeadCount);
        }
    }

    [Fact]
    public async Task A_text_that_is_too_long_skips_only_its_record_where_so_configured()
    {
        await using var session = await StartAsync(new SimulatorOptions { OverLongValues = OverLongValues.SkipRecord });
        var answer = await session.SyncAsync(
            $$"""{"input":[{"email":"a@example.com"},{"email":"b@example.com","firstName":"{{new string('x', 256)}}"}]}""");
        Assert.Equal(["created", "1077"], Outcomes(answer));
    }

    [Fact]
    public async Task Without_field_values_keys_still_decide_between_created_and_updated()
    {
        await using var session = await StartAsync(new SimulatorOptions { KeepFields = false, KeepLedger = false });
        Assert.Equal(["created", "created"], Outcomes(await session.UpsertAsync("a@example.com", "b@example.com")));
        Assert.Equal(["updated", "created"], Outcomes(await session.UpsertAsync("B@example.com", "c@example.com")));
        Assert.Empty(session.Simulator.Ledger.Entries);
        Assert.Equal(new LedgerTotals(3, 1, 0, 0, 0, 0), session.Simulator.Ledger.Totals);
    }

    [Fact]
    public async Task Times_are_kept_to_the_second_and_an_update_moves_only_updatedAt()
    {
        await using var session = await StartAsync();
        await session.UpsertAsync("a@example.com");
        session.Time.Advance(TimeSpan.FromSeconds(90.7));
        await session.UpsertAsync("a@example.com");
        var lead = (await session.GetAsync("/rest/v1/leads.json?filterType=email&filterValues=a@example.com"))["result"]![0]!;
        Assert.Equal("2026-11-22T18:00:00Z", (string)lead["createdAt"]!);
        Assert.Equal("2026-11-22T18:01:30Z", (string)lead["updatedAt"]!);
    }

    [Fact]
    public async Task Members_of_an_answer_have_the_types_of_recorded_ones()
    {
        await using var session = await StartAsync();
        var answer = await session.SyncAsync("""{"input":[{"email":"a@example.com"},{"email":"bad"}]}""");
        Assert.Equal(System.Text.Json.JsonValueKind.Number, answer["result"]![0]!["id"]!.GetValueKind());
        Assert.Equal(System.Text.Json.JsonValueKind.String, answer["result"]![1]!["reasons"]![0]!["code"]!.GetValueKind());
        Assert.Matches("^[0-9a-f]+#[0-9a-f]+$", (string)answer["requestId"]!);
        Assert.Equal(["requestId", "result", "success"], ((JsonObject)answer).Select(member => member.Key));
    }
}
