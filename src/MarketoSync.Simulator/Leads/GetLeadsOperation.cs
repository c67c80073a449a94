using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>One page of leads, read at the moment the answer is written.</summary>
internal sealed class GetLeadsOperation(LeadStore store, string[] fields, int[] leads, string? nextPage) : IOperation
{
    public int Records => 0;

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
                if (lead >= store.Count) continue;
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
