using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Simulator;

/// <summary>
/// The simulator's own controls over HTTP, for a simulator in another process. No token, no limits, not counted.
/// <list type="bullet">
/// <item><c>GET /simulator/statistics</c>: an <see cref="AdminReport"/></item>
/// <item><c>GET /simulator/ledger</c>: the ledger of leads as NDJSON, each line the members of a <see cref="LedgerEntry"/>; <c>?key=</c> for
/// one key, <c>?object=</c> for another object by its name, <c>*</c> for all; each line then tells its <c>object</c> too</item>
/// <item><c>GET /simulator/ledger/counts</c>: how often each effect met each key, as NDJSON; <c>?object=</c> for one object</item>
/// <item><c>POST /simulator/reset</c>: forgets records, ledger, counts and faults; tokens live on</item>
/// <item><c>PUT /simulator/faults</c>: sets a <see cref="FaultPlan"/>, its delay as <c>slowSeconds</c></item>
/// <item><c>POST /simulator/faults</c>: adds an array of <see cref="ScriptedFault"/> to the script</item>
/// <item><c>POST /simulator/leads</c>: adds leads, one JSON object a line; answers <c>{"ids":[…]}</c></item>
/// <item><c>POST /simulator/objects?object=companies</c>: adds records, one JSON object a line; answers <c>{"ids":["…"]}</c></item>
/// <item><c>GET /simulator/objects?object=companies</c>: the records as NDJSON, each line an <see cref="ObjectSnapshot"/></item>
/// <item><c>POST /simulator/lists</c>: puts leads into a list: <c>{"list":1001,"leads":[…]}</c></item>
/// <item><c>POST /simulator/programs</c>: makes a lead a member: <c>{"program":2001,"lead":…,"status":"Invited"}</c></item>
/// <item><c>POST /simulator/usage</c>: spends quota as another integration does: <c>{"calls":100,"user":"…"}</c></item>
/// <item><c>GET /simulator/imports</c>: an <see cref="ImportReport"/></item>
/// <item><c>POST /simulator/imports</c>: queues imports of other users: <c>{"jobs":3,"seconds":60}</c>; answers how many there was room for</item>
/// <item><c>POST /simulator/imports/failures</c>: lets the next job end as failed: <c>{"afterRows":10,"message":"…"}</c></item>
/// </list>
/// </summary>
internal sealed class AdminEndpoints(MarketoSimulator simulator)
{
    public async Task HandleAsync(HttpContext http, CancellationToken stopping)
    {
        try
        {
            await AnswerAsync(http, stopping);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            await RefuseAsync(http, e.Message);
        }
    }

    private async Task AnswerAsync(HttpContext http, CancellationToken stopping)
    {
        switch (http.Request.Method, http.Request.Path.Value)
        {
            case ("GET", "/simulator/statistics"):
                var report = new AdminReport(
                    simulator.Statistics, simulator.Ledger.Totals, simulator.LeadCount,
                    simulator.Ledger.Objects.ToDictionary(name => name, name => simulator.Ledger.Of(name).Totals, StringComparer.Ordinal));
                await HttpReply.Json(http, JsonSerializer.SerializeToUtf8Bytes(report, AdminJson.Default.AdminReport));
                break;
            case ("GET", "/simulator/ledger"):
                await new AdminLedger(simulator.Ledger).WriteEntriesAsync(http, stopping);
                break;
            case ("GET", "/simulator/ledger/counts"):
                await new AdminLedger(simulator.Ledger).WriteCountsAsync(http, stopping);
                break;
            case ("POST", "/simulator/reset"):
                simulator.Reset();
                await HttpReply.Empty(http, StatusCodes.Status204NoContent);
                break;
            case ("PUT", "/simulator/faults"):
                await ChangeAsync(http, AdminJson.Default.FaultPlanCommand, plan => simulator.Faults = plan.ToPlan());
                break;
            case ("POST", "/simulator/faults"):
                await ChangeAsync(http, AdminJson.Default.ScriptedFaultArray, steps =>
                {
                    foreach (var step in steps)
                        simulator.FailNext(step);
                });
                break;
            case ("POST", "/simulator/leads"):
                await SeedAsync(http, (writer, body) =>
                {
                    foreach (var id in simulator.AddLeads(body))
                        writer.WriteNumberValue(id);
                });
                break;
            case ("POST", "/simulator/objects"):
                await SeedAsync(http, (writer, body) =>
                {
                    foreach (var id in simulator.Objects.AddJson(http.Request.Query["object"].ToString(), body))
                        writer.WriteStringValue(id);
                });
                break;
            case ("GET", "/simulator/objects"):
                await AdminRecords.WriteAsync(http, simulator.Objects, stopping);
                break;
            case ("POST", "/simulator/lists"):
                await ChangeAsync(http, AdminJson.Default.ListCommand, put => simulator.Memberships.AddToList(put.List, put.Leads));
                break;
            case ("POST", "/simulator/programs"):
                await ChangeAsync(http, AdminJson.Default.ProgramCommand, add =>
                    simulator.Memberships.AddToProgram(add.Program, add.Lead, add.Status));
                break;
            case ("POST", "/simulator/usage"):
                await ChangeAsync(http, AdminJson.Default.UsageCommand, spend => simulator.SpendQuota(spend.Calls, spend.User));
                break;
            case ("GET", "/simulator/imports"):
                var imports = new ImportReport(simulator.Imports.Totals, simulator.Imports.All);
                await HttpReply.Json(http, JsonSerializer.SerializeToUtf8Bytes(imports, AdminJson.Default.ImportReport));
                break;
            case ("POST", "/simulator/imports"):
                var occupy = await ReadAsync(http, AdminJson.Default.OccupyCommand);
                var placed = new OccupyReport(simulator.Imports.Occupy(occupy.Jobs, TimeSpan.FromSeconds(occupy.Seconds), occupy.Kind));
                await HttpReply.Json(http, JsonSerializer.SerializeToUtf8Bytes(placed, AdminJson.Default.OccupyReport));
                break;
            case ("POST", "/simulator/imports/failures"):
                await ChangeAsync(http, AdminJson.Default.FailImportCommand, fail => simulator.Imports.FailNext(fail.AfterRows, fail.Message));
                break;
            default:
                await HttpReply.Html(http, StatusCodes.Status404NotFound);
                break;
        }
    }

    private static async Task<T> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type)
    {
        var body = await BodyReader.ReadAsync(http.Request, 0);
        return JsonSerializer.Deserialize(body!.Value.Span, type) ?? throw new JsonException("The body is null.");
    }

    private static async Task ChangeAsync<T>(HttpContext http, JsonTypeInfo<T> type, Action<T> change)
    {
        change(await ReadAsync(http, type));
        await HttpReply.Empty(http, StatusCodes.Status204NoContent);
    }

    private static Task RefuseAsync(HttpContext http, string message)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Json.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("error"u8, message);
            writer.WriteEndObject();
        }
        return HttpReply.Json(http, buffer.ToArray(), StatusCodes.Status400BadRequest);
    }

    private static async Task SeedAsync(HttpContext http, Action<Utf8JsonWriter, ReadOnlySpan<byte>> addAndWriteIds)
    {
        var body = (await BodyReader.ReadAsync(http.Request, 0))!.Value;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("ids"u8);
            addAndWriteIds(writer, body.Span);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        await HttpReply.Json(http, buffer.ToArray());
    }
}
