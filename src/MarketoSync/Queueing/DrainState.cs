using System.Text.Json.Serialization;
using MarketoSync.Runs;

namespace MarketoSync.Queueing;

/// <summary>What became of messages that may still be in the queue, and which of the queue's runs are not over.</summary>
/// <param name="ReceivingUntil">
/// Until when messages may be out of sight that a drain received and made no run of yet. Null if there are none.
/// </param>
internal sealed record DrainState(
    long Turn,
    IReadOnlyList<DrainNote> Notes,
    IReadOnlyList<DiscardedRun> Discarded,
    DateTimeOffset? ReceivingUntil = null,
    IReadOnlyList<TakenPosts>? Over = null) : SharedContent(Turn)
{
    public static DrainState Empty { get; } = new(0, [], []);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DrainState))]
internal sealed partial class DrainJson : JsonSerializerContext;
