using System.Text.Json;
using System.Text.Json.Serialization;

namespace MarketoSync.Embedded;

/// <summary>Something that happened to an orchestration, in the order in which the orchestration learned of it.</summary>
/// <param name="Step">The step that ended: its place in the order in which the code asked for it.</param>
/// <param name="Name">The activity, or the event from outside.</param>
/// <param name="Output">What the activity gave.</param>
public sealed record JournalEvent(JournalEventKind Kind, DateTimeOffset At, string? Step = null, string? Name = null, JsonElement? Output = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JournalEvent))]
internal sealed partial class JournalJson : JsonSerializerContext;
