using System.Text.Json.Nodes;
using MarketoSync.Api.Problems;
using MarketoSync.Api.Tests.Support;
using MarketoSync.Records;
using MarketoSync.Runs;
using Microsoft.OpenApi;

namespace MarketoSync.Api.Tests.OpenApi;

public sealed class OpenApiTests
{
    private static readonly string[] s_methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    [Fact]
    public async Task The_document_is_valid()
    {
        var parsed = OpenApiDocument.Parse((await DocumentAsync()).ToJsonString(), "json");

        Assert.Empty(parsed.Diagnostic!.Errors.Select(error => error.ToString()));
        Assert.Empty(parsed.Diagnostic.Warnings.Select(warning => warning.ToString()));
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, parsed.Diagnostic.SpecificationVersion);
    }

    [Fact]
    public async Task It_has_just_the_paths_that_are_served()
    {
        await using var server = await ApiServer.StartAsync();

        var served = server.Endpoints.Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace("{*", "{", StringComparison.Ordinal)).Where(path => path.StartsWith("/api/", StringComparison.Ordinal));

        Assert.Equal(served.Order(StringComparer.Ordinal), Paths(await DocumentAsync()).Select(path => path.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_has_just_the_methods_that_are_served()
    {
        await using var server = await ApiServer.StartAsync();
        foreach (var (path, item) in Paths(await DocumentAsync()))
        {
            foreach (var method in s_methods)
            {
                using var response = await server.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path.Replace("{id}", "r", StringComparison.Ordinal).Replace("{target}", "leads", StringComparison.Ordinal)));
                var isServed = (int)response.StatusCode != 405;
                Assert.True(isServed == item!.AsObject().ContainsKey(method.ToLowerInvariant()), $"{method} {path}");
            }
        }
    }

    [Fact]
    public async Task It_has_just_the_problem_codes_that_there_are()
    {
        var codes = (await DocumentAsync())["components"]!["schemas"]!["Problem"]!["properties"]!["code"]!["enum"]!.AsArray().Select(code => (string)code!);

        Assert.Equal(ProblemKinds.All.Select(kind => kind.Code), codes);
        Assert.Equal(
            typeof(ProblemKinds).GetProperties().Where(property => property.PropertyType == typeof(ProblemKind)).Select(property => (ProblemKind)property.GetValue(null)!),
            ProblemKinds.All);
    }

    [Fact]
    public async Task Every_reference_leads_somewhere_and_nothing_is_left_over()
    {
        var document = await DocumentAsync();
        var references = References(document).ToHashSet();

        Assert.All(references, reference => Assert.NotNull(Schema.Resolve(document, reference)));
        foreach (var (kind, parts) in document["components"]!.AsObject().Where(part => part.Key != "securitySchemes"))
            Assert.All(parts!.AsObject(), part => Assert.Contains($"#/components/{kind}/{part.Key}", references.Append("#/components/schemas/Result")));
    }

    [Fact]
    public async Task Its_examples_fit_its_schemas()
    {
        var document = await DocumentAsync();
        var examples = 0;
        foreach (var media in Objects(document).Where(node => node.ContainsKey("schema") && node.ContainsKey("example")))
        {
            examples++;
            Assert.Empty(Schema.Faults(document, media["schema"]!, media["example"]));
        }

        Assert.InRange(examples, 10, 100);
    }

    [Fact]
    public async Task What_is_answered_fits_the_schemas()
    {
        await using var server = await ApiServer.StartAsync();
        var document = await DocumentAsync();
        var run = await server.UploadAsync("{\"email\":\"a@example.com\"}\nbroken\n");
        await server.EndAsync("over", RunState.Completed, new RecordResult(0, 1, "a", RecordStatus.Created, "1"), new RecordResult(1, 2, null, RecordStatus.Skipped, null, [new("1003", "Invalid")], "0000"));
        await server.EndAsync("stopped", RunState.Stopped, new RecordResult(0, 1, "a", RecordStatus.NotSent));

        Fits("SyncPage", (await server.GetAsync("/api/syncs?limit=2")).Body);
        Fits("SyncStatus", (await server.GetAsync($"/api/syncs/{run}")).Body);
        Fits("SyncStatus", (await server.GetAsync("/api/syncs/over")).Body);
        Fits("SyncStatus", (await server.GetAsync("/api/syncs/stopped")).Body);
        Fits("Report", (await server.GetAsync("/api/syncs/over/report")).Body);
        Fits("Accepted", (await server.PostAsync("/api/syncs/stopped/cancel")).Body);
        Fits("RecordsQueued", (await server.PostAsync("/api/records/leads", ApiServer.Body("{\"email\":\"a@example.com\"}", "application/json"))).Body);
        Fits("QueueStatus", (await server.GetAsync("/api/queue")).Body);
        Fits("MessagesPutBack", (await server.PostAsync("/api/queue/put-back")).Body);
        Fits("Health", (await server.GetAsync("/api/health")).Body);
        Fits("Health", (await server.GetAsync("/api/health?deep=1")).Body);
        Fits("Problem", (await server.GetAsync("/api/syncs?limit=0")).Body);
        Fits("Problem", (await server.PostAsync("/api/syncs", ApiServer.Body("[", "application/json"))).Body);
        foreach (var line in (await server.Http.GetStringAsync(new Uri("/api/syncs/over/results", UriKind.Relative))).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Fits("Result", JsonNode.Parse(line)!);

        void Fits(string schema, JsonNode answer) => Assert.Empty(Schema.Faults(document, document["components"]!["schemas"]![schema]!, answer));
    }

    private static async Task<JsonNode> DocumentAsync()
    {
        await using var server = await ApiServer.StartAsync();
        return (await server.GetAsync("/api/openapi.json")).Body;
    }

    private static JsonObject Paths(JsonNode document) => document["paths"]!.AsObject();

    private static IEnumerable<string> References(JsonNode document) =>
        Objects(document).Select(node => node.TryGetPropertyValue("$ref", out var reference) ? (string?)reference : null).OfType<string>();

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(part => Objects(part.Value)).Prepend(map),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };
}
