using System.Text.Json;

namespace MarketoSync.Marketo;

/// <summary>What stands around the records in the body of a call.</summary>
public sealed class RequestEnvelope
{
    private static readonly byte[] s_end = "]}"u8.ToArray();
    private readonly byte[] _begin;

    /// <param name="key">The choice of key, as Marketo's request names it.</param>
    /// <param name="partitionName">Of leads.</param>
    /// <param name="memberStatus">Of program members.</param>
    public RequestEnvelope(Operation operation, string? key, string? partitionName = null, string? memberStatus = null)
    {
        var begin = new MemoryStream();
        using (var json = new Utf8JsonWriter(begin))
        {
            json.WriteStartObject();
            if (operation.NamesAction) json.WriteString("action", operation.Action.Name());
            if (operation is { KeyParameter: { } parameter, NamesKey: true } && key is not null) json.WriteString(parameter, key);
            if (partitionName is not null) json.WriteString("partitionName", partitionName);
            if (memberStatus is not null) json.WriteString("statusName", memberStatus);
            json.WriteStartArray("input");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        _begin = begin.ToArray()[..^s_end.Length];
    }

    /// <summary>Bytes that the envelope takes of the body.</summary>
    public int Length => _begin.Length + s_end.Length;

    /// <param name="records">
    /// Stored records, each with its new line. Compact JSON holds no other, so turning each into a comma makes them an array's elements.
    /// </param>
    public ReadOnlyMemory<byte> Body(ReadOnlySpan<byte> records)
    {
        var body = new byte[Length + records.Length - 1];
        _begin.CopyTo(body, 0);
        var input = body.AsSpan(_begin.Length, records.Length - 1);
        records[..^1].CopyTo(input);
        input.Replace((byte)'\n', (byte)',');
        s_end.CopyTo(body, body.Length - s_end.Length);
        return body;
    }
}
