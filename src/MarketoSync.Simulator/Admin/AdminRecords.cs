using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Simulator;

/// <summary>The records of objects over HTTP, a JSON object a line.</summary>
internal static class AdminRecords
{
    /// <exception cref="ArgumentException">There is no such object.</exception>
    public static Task WriteAsync(HttpContext http, ObjectRecords objects, CancellationToken stopping)
    {
        var records = objects.All(http.Request.Query["object"].ToString());
        http.Response.ContentType = "application/x-ndjson";
        return AdminLedger.WriteAsync(http, records, Write, stopping);
    }

    private static void Write(Utf8JsonWriter writer, ObjectSnapshot record)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, record.Id);
        writer.WriteString("createdAt"u8, FieldValue.TimeText(record.CreatedAt));
        writer.WriteString("updatedAt"u8, FieldValue.TimeText(record.UpdatedAt));
        writer.WriteStartObject("values"u8);
        foreach (var (name, value) in record.Values)
        {
            writer.WritePropertyName(name);
            Json.WriteValue(writer, value);
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
