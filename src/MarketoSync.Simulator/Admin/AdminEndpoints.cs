using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Simulator;

/// <summary>
/// The simulator's own controls over HTTP, for a simulator in another process. No token, no limits, not counted.
/// <list type="bullet">
/// <item><c>GET /simulator/statistics</c>: an <see cref="AdminReport"/></item>
/// <item><c>GET /simulator/ledger</c>: the ledger as NDJSON, each line the members of a <see cref="LedgerEntry"/>; <c>?key=</c> for one key</item>
/// <item><c>POST /simulator/reset</c>: forgets leads, ledger, counts and faults; tokens live on</item>
/// <item><c>PUT /simulator/faults</c>: sets a <see cref="FaultPlan"/>, its delay as <c>slowSeconds</c></item>
/// <item><c>POST /simulator/faults</c>: adds an array of <see cref="ScriptedFault"/> to the script</item>
/// <item><c>POST /simulator/leads</c>: adds leads, one JSON object a line; answers <c>{"ids":[…]}</c></item>
/// </list>
/// </summary>
internal sealed class AdminEndpoints(MarketoSimulator simulator)
{
    private const int LedgerPage = 1000;

    public async Task HandleAsync(HttpContext http, CancellationToken stopping)
    {
        switch (http.Request.Method, http.Request.Path.Value)
        {
            case ("GET", "/simulator/statistics"):
                var report = new AdminReport(simulator.Statistics, simulator.Ledger.Totals, simulator.LeadCount);
                await HttpReply.Json(http, JsonSerializer.SerializeToUtf8Bytes(report, AdminJson.Default.AdminReport));
                break;
            case ("GET", "/simulator/ledger"):
                await LedgerAsync(http, stopping);
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
                await SeedAsync(http);
                break;
            default:
                await HttpReply.Html(http, StatusCodes.Status404NotFound);
                break;
        }
    }

    private static async Task ChangeAsync<T>(HttpContext http, JsonTypeInfo<T> type, Action<T> change)
    {
        var body = await BodyReader.ReadAsync(http.Request, 0);
        try
        {
            change(JsonSerializer.Deserialize(body!.Value.Span, type) ?? throw new JsonException("The body is null."));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            await RefuseAsync(http, e.Message);
            return;
        }
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

    private async Task SeedAsync(HttpContext http)
    {
        var body = (await BodyReader.ReadAsync(http.Request, 0))!.Value;
        using var buffer = new MemoryStream();
        try
        {
            using var writer = new Utf8JsonWriter(buffer);
            writer.WriteStartObject();
            writer.WriteStartArray("ids"u8);
            foreach (var id in simulator.AddLeads(body.Span))
                writer.WriteNumberValue(id);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        catch (ArgumentException e)
        {
            await RefuseAsync(http, e.Message);
            return;
        }
        await HttpReply.Json(http, buffer.ToArray());
    }

    private async Task LedgerAsync(HttpContext http, CancellationToken stopping)
    {
        http.Response.ContentType = "application/x-ndjson";
        if (http.Request.Query.TryGetValue("key", out var key))
        {
            await WriteAsync(http, simulator.Ledger.ByKey(key.ToString()), stopping);
            return;
        }
        for (var from = 0; simulator.Ledger.Leads.Page(from, LedgerPage) is { Count: > 0 } page; from += page.Count)
            await WriteAsync(http, page, stopping);
    }

    private static void WriteEntry(Utf8JsonWriter writer, in LedgerEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteNumber("call"u8, entry.Call);
        writer.WriteNumber("index"u8, entry.Index);
        writer.WriteString("lookupField"u8, entry.LookupField);
        writer.WriteString("key"u8, entry.Key);
        writer.WriteString("effect"u8, LedgerEntry.NameOf(entry.Effect));
        if (entry.Code is not null) writer.WriteString("code"u8, entry.Code);
        if (entry.LeadId != 0) writer.WriteNumber("leadId"u8, entry.LeadId);
        writer.WriteString("at"u8, entry.At);
        writer.WriteEndObject();
    }

    private static async Task WriteAsync(HttpContext http, IReadOnlyList<LedgerEntry> entries, CancellationToken stopping)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Json.WriterOptions with { SkipValidation = true }))
        {
            foreach (var entry in entries)
            {
                WriteEntry(writer, entry);
                writer.Flush();
                buffer.WriteByte((byte)'\n');
                writer.Reset();
            }
        }
        await http.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), stopping);
    }
}
