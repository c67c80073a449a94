using System.Text.Json.Serialization;
using MarketoSync.Runs;

namespace MarketoSync.Inbox;

/// <summary>How far the inbox is.</summary>
/// <param name="Current">The one file that is being synced, if any is.</param>
internal sealed record InboxState(long Turn, InboxEntry? Current, IReadOnlyList<DiscardedRun> Discarded) : SharedContent(Turn);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InboxState))]
internal sealed partial class InboxJson : JsonSerializerContext;
