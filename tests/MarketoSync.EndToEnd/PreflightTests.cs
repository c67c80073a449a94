using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using MarketoSync.EndToEnd.Support;
using MarketoSync.Preflight;
using MarketoSync.Records;
using MarketoSync.Runs;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

/// <summary>What preflight says of records, held against what the simulator does with them.</summary>
public sealed class PreflightTests
{
    private static readonly string[] s_values =
    [
        "null", "\"\"", "7", "-7", "14.1", "14.0", "1e2", "true", "false", "0", "1", "\"7\"", "\"14.1\"", "\"100%\"", "\"true\"", "\"yes\"", "\"other\"",
        "\"2026-08-30\"", "\"2026-08-30T05:49:48Z\"", "\"2026-08-30T05:49:48.000Z\"", "\"2026-08-30T05:49:48+02:00\"", "\"yesterday\"", "\"08/30/2026\"",
        "\"a@example.com\"", "\"bademail\"", "\"grün@example.com\"", "\"1604.47\"", "\"1,604.47\"", "\"a lot\"", "{}", "[1]",
        "\"" + new string('x', 255) + "\"", "\"" + new string('x', 256) + "\"", "\"" + new string('x', 2001) + "\"",
    ];

    private static readonly string[] s_fields =
        ["firstName", "leadScore", "probability", "numberOfEmployees", "annualRevenue", "distance", "unsubscribed", "dateOfBirth", "lastContactedAt", "backupEmail", "address", "notes"];

    [Theory]
    [InlineData("describe.json")]
    [InlineData("describe2.json")]
    public async Task Nothing_is_held_back_that_gets_in(string describe)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        using var shell = new Shell(simulator);
        var preflight = new RecordPreflight(PlanOf(await DescribeAsync(simulator, "leads/" + describe)));
        var records = s_fields.SelectMany(field => s_values.Select(value => (Field: field, Value: value)))
            .Select((one, i) => $$"""{"email":"p{{i}}@example.com","{{one.Field}}":{{one.Value}}}""").ToArray();
        var isHeldBack = records.Select((record, i) => preflight.Check((uint)i, 1, Encoding.UTF8.GetBytes(record)).Any(issue => issue.IsRefused)).ToArray();

        await shell.RunAsync("sync", shell.Write("people.ndjson", string.Join('\n', records)), "--run", "r");

        var results = await shell.ResultsAsync("r");
        Assert.Empty(records.Where((_, i) => isHeldBack[i] && results[i].Status is RecordStatus.Created or RecordStatus.Updated));
        Assert.InRange(isHeldBack.Count(held => held), 50, records.Length - 50);

        // Of what does not get in, at least two in three are told before a call is made.
        var refused = results.Count(result => result.Status is not RecordStatus.Created);
        Assert.InRange(isHeldBack.Count(held => held), refused * 2 / 3, refused);
    }

    [Fact]
    public async Task The_simulator_s_descriptions_tell_which_fields_can_be_written_and_which_are_the_company_s()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        var old = await DescribeAsync(simulator, "leads/describe.json");
        var leads = (await DescribeAsync(simulator, "leads/describe2.json")).WithCompany();
        var companies = await DescribeAsync(simulator, "companies/describe.json");

        Assert.Equal(old.Fields.Where(field => !field.IsUpdateable).Select(field => field.Name), PlanOf(leads).ReadOnly);
        Assert.Contains("fullName", PlanOf(leads).ReadOnly);
        Assert.Contains(leads.Fields, field => field is { Name: "industry", IsOfCompany: true });
        Assert.Subset(
            companies.Fields.Select(field => field.Name).ToHashSet(),
            leads.Fields.Where(field => field.IsOfCompany).Select(field => field.Name).ToHashSet());
        Assert.DoesNotContain(leads.Fields, field => field is { Name: "externalCompanyId" or "email", IsOfCompany: true });
        var cars = await DescribeAsync(simulator, "customobjects/car_c/describe.json");
        Assert.Equal(("marketoGUID", "vin"), (cars.IdField, Assert.Single(cars.DedupeFields)));
    }

    private static PreflightPlan PlanOf(ObjectSchema schema)
    {
        Assert.True(SyncRequest.TryRead(new SyncOptions(Format: "ndjson", Preflight: "reject"), "-", out var request, out _));
        return PreflightPlan.For(request, schema)!;
    }

    private static async Task<ObjectSchema> DescribeAsync(MarketoSimulator simulator, string path)
    {
        using var http = new HttpClient();
        var token = (await http.GetFromJsonAsync<JsonNode>(new Uri(
            simulator.BaseUrl, "/identity/oauth/token?grant_type=client_credentials&client_id=simulator-client&client_secret=simulator-secret")))!;
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)token["access_token"]!);
        return ObjectSchemaReader.Read(await http.GetByteArrayAsync(new Uri(simulator.BaseUrl, "/rest/v1/" + path)))!;
    }
}
