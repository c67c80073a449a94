using System.Globalization;
using System.Text;
using System.Text.Json;
using MarketoSync.Records;

namespace MarketoSync.Marketo;

/// <summary>
/// Reads answers as tolerantly as live traffic asks for: codes as text or numbers, ids likewise, reasons under any of their names,
/// members in any order, unknown members passed over.
/// </summary>
public static class AnswerReader
{
    /// <returns>Null if the bytes are no answer of the API: no JSON, cut off, or without <c>success</c>.</returns>
    public static Answer? TryRead(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? ReadAnswer(ref reader) : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            // The reader tells broken JSON, and text that is no UTF-8, by throwing; to us both are a lost answer.
            return null;
        }
    }

    private static Answer? ReadAnswer(ref Utf8JsonReader reader)
    {
        bool? success = null;
        string? requestId = null;
        IReadOnlyList<Reason> errors = [];
        List<AnswerItem>? items = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "success" when reader.TokenType is JsonTokenType.True or JsonTokenType.False:
                    success = reader.GetBoolean();
                    break;
                case "requestId":
                    requestId = ReadScalar(ref reader);
                    break;
                case "errors":
                    errors = ReadReasons(ref reader);
                    break;
                case "result" when reader.TokenType == JsonTokenType.StartArray:
                    items = ReadItems(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        // What follows the object would be a second answer, or rubbish: neither can be trusted.
        if (reader.TokenType != JsonTokenType.EndObject || reader.Read()) return null;
        return success is { } known ? new Answer(known, requestId, errors, items) : null;
    }

    private static List<AnswerItem> ReadItems(ref Utf8JsonReader reader)
    {
        var items = new List<AnswerItem>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                items.Add(ReadItem(ref reader));
            }
            else
            {
                reader.Skip();
                items.Add(new AnswerItem(null, null, []));
            }
        }

        return items;
    }

    private static AnswerItem ReadItem(ref Utf8JsonReader reader)
    {
        string? status = null, id = null, guid = null, lead = null, sequence = null;
        List<Reason> reasons = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "status": status = ReadScalar(ref reader); break;
                case "id": id = ReadScalar(ref reader); break;
                case "marketoGUID": guid = ReadScalar(ref reader); break;
                case "leadId": lead = ReadScalar(ref reader); break;
                case "seq": sequence = ReadScalar(ref reader); break;
                case "reasons" or "reason" or "errors": reasons.AddRange(ReadReasons(ref reader)); break;
                default: reader.Skip(); break;
            }
        }

        return new AnswerItem(status, guid ?? id ?? lead, reasons)
        {
            Sequence = int.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null,
        };
    }

    private static List<Reason> ReadReasons(ref Utf8JsonReader reader)
    {
        var reasons = new List<Reason>();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                reasons.Add(ReadReason(ref reader));
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    reasons.AddRange(ReadReasons(ref reader));
                break;
            case JsonTokenType.String:
                reasons.Add(new Reason("unexplained", reader.GetString()!));
                break;
        }

        return reasons;
    }

    private static Reason ReadReason(ref Utf8JsonReader reader)
    {
        string? code = null, message = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "code": code = ReadScalar(ref reader); break;
                case "message": message = ReadScalar(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        return new Reason(code ?? "unexplained", message ?? "");
    }

    private static string? ReadScalar(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            default:
                reader.Skip();
                return null;
        }
    }
}
