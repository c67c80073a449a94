using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Simulator;

/// <summary>The ledger over HTTP, as NDJSON and in pages, so that millions of lines can be streamed.</summary>
internal sealed class AdminLedger(Ledger ledger)
{
    private const int PageSize = 1000;

    /// <summary>The effects on leads or on the <c>object</c> asked for; <c>*</c> for all objects one after the other.</summary>
    public async Task WriteEntriesAsync(HttpContext http, CancellationToken stopping)
    {
        var name = http.Request.Query["object"].ToString();
        var ledgers = Ledgers(name.Length == 0 ? "leads" : name);
        http.Response.ContentType = "application/x-ndjson";
        var isOne = http.Request.Query.TryGetValue("key", out var key);
        foreach (var one in ledgers)
        {
            var shownName = name.Length == 0 ? null : one.Name;
            if (isOne)
            {
                await WriteAsync(http, one.ByKey(key.ToString()), (writer, entry) => WriteEntry(writer, shownName, entry), stopping);
                continue;
            }
            for (var from = 0; one.Page(from, PageSize) is { Count: > 0 } page; from += page.Count)
                await WriteAsync(http, page, (writer, entry) => WriteEntry(writer, shownName, entry), stopping);
        }
    }

    /// <summary>How often each effect met each key of the <c>object</c> asked for, or of all.</summary>
    public async Task WriteCountsAsync(HttpContext http, CancellationToken stopping)
    {
        var name = http.Request.Query["object"].ToString();
        var ledgers = Ledgers(name.Length == 0 ? "*" : name);
        http.Response.ContentType = "application/x-ndjson";
        foreach (var one in ledgers)
            foreach (var page in one.Counts().Chunk(PageSize))
                await WriteAsync(http, page, (writer, counts) => WriteCounts(writer, one.Name, counts.Key, counts.Value), stopping);
    }

    /// <summary>Writes items a line each.</summary>
    public static async Task WriteAsync<T>(HttpContext http, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write, CancellationToken stopping)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Json.WriterOptions with { SkipValidation = true }))
        {
            foreach (var item in items)
            {
                write(writer, item);
                writer.Flush();
                buffer.WriteByte((byte)'\n');
                writer.Reset();
            }
        }
        await http.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), stopping);
    }

    /// <exception cref="ArgumentException">There is no such object.</exception>
    private List<ObjectLedger> Ledgers(string name) => name is "*" ? [.. ledger.Objects.Select(ledger.Of)] : [ledger.Of(name)];

    private static void WriteEntry(Utf8JsonWriter writer, string? name, in LedgerEntry entry)
    {
        writer.WriteStartObject();
        if (name is not null) writer.WriteString("object"u8, name);
        writer.WriteNumber("call"u8, entry.Call);
        writer.WriteNumber("index"u8, entry.Index);
        writer.WriteString("lookupField"u8, entry.LookupField);
        writer.WriteString("key"u8, entry.Key);
        writer.WriteString("effect"u8, LedgerEntry.NameOf(entry.Effect));
        if (entry.Code is not null) writer.WriteString("code"u8, entry.Code);
        if (entry.LeadId != 0) writer.WriteNumber("leadId"u8, entry.LeadId);
        if (entry.ObjectId is not null) writer.WriteString("objectId"u8, entry.ObjectId);
        writer.WriteString("at"u8, entry.At);
        writer.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter writer, string name, string key, EffectCounts counts)
    {
        writer.WriteStartObject();
        writer.WriteString("object"u8, name);
        writer.WriteString("key"u8, key);
        writer.WriteNumber("created"u8, counts.Created);
        writer.WriteNumber("updated"u8, counts.Updated);
        writer.WriteNumber("deleted"u8, counts.Deleted);
        writer.WriteNumber("added"u8, counts.Added);
        writer.WriteNumber("removed"u8, counts.Removed);
        writer.WriteNumber("skipped"u8, counts.Skipped);
        writer.WriteEndObject();
    }
}
