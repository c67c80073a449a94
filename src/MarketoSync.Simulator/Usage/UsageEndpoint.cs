using System.Globalization;
using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary><c>GET /rest/v1/stats/usage.json</c>: the calls of the current quota day by user, this one among them.</summary>
internal sealed class UsageEndpoint(CallLimits limits) : IEndpoint
{
    public bool Writes => false;

    public Accepted Accept(RestRequest request)
    {
        var usage = limits.Usage;
        return Accepted.To(new ReadOperation(writer => Write(writer, usage)));
    }

    private static void Write(Utf8JsonWriter writer, DayUsage usage)
    {
        writer.WriteStartArray("result"u8);
        writer.WriteStartObject();
        writer.WriteString("date"u8, usage.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        writer.WriteNumber("total"u8, usage.Calls);
        writer.WriteStartArray("users"u8);
        foreach (var (user, calls) in usage.Users)
        {
            writer.WriteStartObject();
            writer.WriteString("userId"u8, user);
            writer.WriteNumber("count"u8, calls);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
