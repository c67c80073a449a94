using System.Text;
using DurableTask.Core.History;
using Newtonsoft.Json.Linq;

namespace MarketoSync.Functions.Tests.Support;

/// <summary>How large a history is, as storage keeps it.</summary>
/// <param name="Events">How many there are.</param>
/// <param name="Bytes">Of all events.</param>
/// <param name="Largest">Bytes of the largest input or output.</param>
internal sealed record HistorySize(int Events, int Bytes, int Largest)
{
    public static HistorySize Of(IReadOnlyList<HistoryEvent> history)
    {
        var events = history.Select(JObject.FromObject).ToList();
        return new(
            events.Count,
            events.Sum(happened => Encoding.UTF8.GetByteCount(happened.ToString(Newtonsoft.Json.Formatting.None))),
            events.SelectMany(happened => happened.Properties())
                .Where(property => property.Value.Type == JTokenType.String)
                .Max(property => Encoding.UTF8.GetByteCount((string)property.Value!)));
    }
}
