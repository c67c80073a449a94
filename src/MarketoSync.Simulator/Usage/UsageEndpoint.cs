using System.Globalization;
using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary><c>GET /rest/v1/stats/usage.json</c>: the calls of the current quota day, this one among them.</summary>
internal sealed class UsageEndpoint(CallLimits limits) : IEndpoint
{
    public bool Writes => false;

    public Accepted Accept(RestRequest request) => Accepted.To(new Operation(limits.Usage));

    private sealed class Operation((DateOnly Day, long Calls) usage) : IOperation
    {
        public int Records => 0;

        public void Apply(AnswerStyle style)
        {
        }

        public void WriteResult(Utf8JsonWriter writer, AnswerStyle style)
        {
            writer.WriteStartArray("result"u8);
            writer.WriteStartObject();
            writer.WriteString("date"u8, usage.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            writer.WriteNumber("total"u8, usage.Calls);
            writer.WriteStartArray("users"u8);
            writer.WriteStartObject();
            writer.WriteString("userId"u8, IdentityEndpoint.ApiUser);
            writer.WriteNumber("count"u8, usage.Calls);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        public void Dispose()
        {
        }
    }
}
