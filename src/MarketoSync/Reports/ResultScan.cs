using System.Text;
using System.Text.Json;
using MarketoSync.Records;

namespace MarketoSync.Reports;

/// <summary>Reads from a result line just what a summary needs.</summary>
internal static class ResultScan
{
    private static readonly byte[][] s_names = [.. RecordStatuses.All.Select(status => Encoding.UTF8.GetBytes(status.Name()))];

    /// <summary>The line's status. Its reasons are added to <paramref name="reasons"/>.</summary>
    public static RecordStatus Read(ReadOnlySpan<byte> line, List<Reason> reasons)
    {
        RecordStatus? status = null;
        var reader = new Utf8JsonReader(line);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("status"u8))
            {
                reader.Read();
                status = Status(ref reader);
            }
            else if (reader.ValueTextEquals("reasons"u8))
            {
                reader.Read();
                Reasons(ref reader, reasons);
            }
            else
            {
                reader.Skip();
            }
        }

        return status ?? throw new InvalidDataException("A result line has no status.");
    }

    private static RecordStatus Status(ref Utf8JsonReader reader)
    {
        for (var status = 0; status < s_names.Length; status++)
        {
            if (reader.ValueTextEquals(s_names[status])) return (RecordStatus)status;
        }

        throw new InvalidDataException("A result line has a status that is none.");
    }

    private static void Reasons(ref Utf8JsonReader reader, List<Reason> reasons)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var (code, message) = ("", "");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isCode = reader.ValueTextEquals("code"u8);
                var isMessage = reader.ValueTextEquals("message"u8);
                reader.Read();
                if (isCode) code = reader.GetString() ?? "";
                else if (isMessage) message = reader.GetString() ?? "";
                else reader.Skip();
            }

            reasons.Add(new(code, message));
        }
    }
}
