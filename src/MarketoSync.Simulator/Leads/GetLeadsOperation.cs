using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>One page of leads, read at the moment the answer is written.</summary>
internal sealed class GetLeadsOperation(LeadStore store, string[] fields, int[] leads, string? nextPage) : IOperation
{
    private static readonly string[] UsualFields = ["id", "firstName", "lastName", "email", "updatedAt", "createdAt"];

    public int Records => 0;

    /// <summary>The page that a request asks for of these leads.</summary>
    /// <param name="query">What tells these leads from others, for the paging token.</param>
    public static Accepted Of(LeadStore store, RestRequest request, int[] found, string query)
    {
        var fields = request["fields"] is { Length: > 0 } list ? list.Split(',', StringSplitOptions.TrimEntries) : UsualFields;
        foreach (var name in fields)
            if (!LeadColumn.TryFind(store.Schema, name, out _))
                return Accepted.Refuse("1006", $"Field '{name}' not found");
        var error = Paging.Read(request["batchSize"], request["nextPageToken"], query, out var paging);
        return error.Code is null
            ? Accepted.To(new GetLeadsOperation(store, fields, [.. found.Skip(paging.Offset).Take(paging.Size)], paging.Next(found.Length)))
            : error;
    }

    public void Apply(AnswerStyle style)
    {
    }

    public void WriteResult(Utf8JsonWriter writer, AnswerStyle style)
    {
        writer.WriteStartArray("result"u8);
        lock (store.Gate)
        {
            foreach (var lead in leads)
            {
                if (!store.Exists(lead)) continue;
                writer.WriteStartObject();
                foreach (var name in fields)
                {
                    writer.WritePropertyName(name);
                    WriteValue(writer, lead, name);
                }
                writer.WriteEndObject();
            }
        }
        writer.WriteEndArray();
        if (nextPage is null) return;
        writer.WriteString("nextPageToken"u8, nextPage);
        writer.WriteBoolean("moreResult"u8, true);
    }

    public void Dispose()
    {
    }

    private void WriteValue(Utf8JsonWriter writer, int lead, string name)
    {
        LeadColumn.TryFind(store.Schema, name, out var column);
        switch (column)
        {
            case LeadSchema.Id:
                writer.WriteNumberValue(LeadStore.IdOf(lead));
                break;
            case LeadColumn.CreatedAt:
                writer.WriteStringValue(FieldValue.TimeText(store.CreatedAt(lead)));
                break;
            case LeadColumn.UpdatedAt:
                writer.WriteStringValue(FieldValue.TimeText(store.UpdatedAt(lead)));
                break;
            default:
                Json.WriteValue(writer, store.Value(lead, column));
                break;
        }
    }
}
