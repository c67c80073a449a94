using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>Bodies of REST answers.</summary>
internal static class Answer
{
    public static readonly ReadOnlyMemory<byte> HtmlPage =
        "<html>\r\n<head><title>Something went wrong</title></head>\r\n<body><h1>Something went wrong</h1></body>\r\n</html>\r\n"u8.ToArray();

    public static ReadOnlyMemory<byte> Success(long call, DateTimeOffset now, IOperation operation, AnswerStyle style)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(buffer, Json.WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("requestId"u8, RequestId(call, now));
        operation.WriteResult(writer, style);
        writer.WriteBoolean("success"u8, true);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> Failure(long call, DateTimeOffset now, ApiError error, AnswerStyle style)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(buffer, Json.WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("requestId"u8, RequestId(call, now));
        writer.WriteBoolean("success"u8, false);
        writer.WriteStartArray("errors"u8);
        WriteError(writer, error, style);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Writes why a record was skipped.</summary>
    /// <param name="usualMember">Where the endpoint says so if no fault makes it say so elsewhere.</param>
    public static void WriteReasons(Utf8JsonWriter writer, ApiError reason, AnswerStyle style, string usualMember = "reasons")
    {
        var member = style.ReasonMember ?? usualMember;
        writer.WritePropertyName(member);
        var list = member is not "reason";
        if (list) writer.WriteStartArray();
        WriteError(writer, reason, style);
        if (list) writer.WriteEndArray();
    }

    private static void WriteError(Utf8JsonWriter writer, ApiError error, AnswerStyle style)
    {
        writer.WriteStartObject();
        if (style.NumericCodes) writer.WriteNumber("code"u8, int.Parse(error.Code, CultureInfo.InvariantCulture));
        else writer.WriteString("code"u8, error.Code);
        writer.WriteString("message"u8, error.Message);
        writer.WriteEndObject();
    }

    private static string RequestId(long call, DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{call:x}#{now.ToUnixTimeMilliseconds():x}");
}
