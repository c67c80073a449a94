using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace MarketoSync.Simulator.Tests;

/// <summary>Calls to bulk import, as a client makes them.</summary>
internal static class ImportCalls
{
    public const string Leads = "/bulk/v1/leads.json?format=csv";
    public const string Cars = "/bulk/v1/customobjects/car_c/import.json?format=csv";
    public const string Orders = "/bulk/v1/customobjects/order_c/import.json?format=csv";
    public const string Members = "/bulk/v1/program/2001/members/import.json?format=csv&programMemberStatus=Registered";

    public static HttpContent Form(string csv)
    {
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(csv));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return new MultipartFormDataContent { { file, "file", "records.csv" } };
    }

    /// <summary>The answer to an upload, which must be HTTP 200.</summary>
    public static async Task<JsonNode> UploadAsync(this SimulatorSession session, string path, string csv)
    {
        using var response = await session.Http.PostAsync(path, Form(csv));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>The id of the job that an upload started.</summary>
    public static async Task<long> StartImportAsync(this SimulatorSession session, string path, string csv)
    {
        var answer = await session.UploadAsync(path, csv);
        Assert.Null(SimulatorSession.CodeOf(answer));
        return (long)answer["result"]![0]!["batchId"]!;
    }

    /// <summary>Uploads, lets a minute pass and gives what became of the job.</summary>
    public static async Task<ImportSnapshot> ImportAsync(this SimulatorSession session, string path, string csv)
    {
        var id = await session.StartImportAsync(path, csv);
        session.Time.Advance(TimeSpan.FromMinutes(1));
        return session.Simulator.Imports.All.Single(job => job.Id == id);
    }

    public static async Task<JsonNode> StatusAsync(this SimulatorSession session, string path) => (await session.GetAsync(path))["result"]![0]!;

    /// <summary>A file of failures or warnings: its lines.</summary>
    public static async Task<string[]> LinesAsync(this SimulatorSession session, string path)
    {
        using var response = await session.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/csv;charset=UTF-8", response.Content.Headers.ContentType!.ToString().Replace(" ", "", StringComparison.Ordinal));
        return (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static Task<string[]> FailuresAsync(this SimulatorSession session, ImportSnapshot job) => session.LinesAsync($"{PathOf(job)}/failures.json");

    public static Task<string[]> WarningsAsync(this SimulatorSession session, ImportSnapshot job) => session.LinesAsync($"{PathOf(job)}/warnings.json");

    private static string PathOf(ImportSnapshot job) => job.Kind switch
    {
        ImportKind.Leads => $"/bulk/v1/leads/batch/{job.Id}",
        ImportKind.ProgramMembers => $"/bulk/v1/program/members/import/{job.Id}",
        _ => $"/bulk/v1/{job.Object}/import/{job.Id}",
    };
}
