using System.Text.Json.Serialization;
using MarketoSync.Importing;
using MarketoSync.Recovery;

namespace MarketoSync.Runs;

/// <summary>The first line of a batch's object: what was last sent, and what came of it.</summary>
/// <param name="Send">Which of the batch's steps this was.</param>
/// <param name="SentAt">The earliest that Marketo's clock can have shown when it was sent.</param>
/// <param name="NotedAt">When the intent was noted, by our clock.</param>
/// <param name="Outcome">Null while the step is under way, or if the process died meanwhile.</param>
/// <param name="From">Position of the batch's first record.</param>
/// <param name="To">Position behind its last.</param>
/// <param name="Code">Why the call was last refused as a whole.</param>
/// <param name="Message">Marketo's text for it.</param>
/// <param name="LookUp">The calls of its last look-up.</param>
/// <param name="Job">The import that it went into.</param>
public sealed record BatchHeader(
    string Batch,
    int Send,
    DateTimeOffset SentAt,
    DateTimeOffset NotedAt,
    BatchOutcome? Outcome,
    uint From = 0,
    uint To = 0,
    string? Code = null,
    string? Message = null,
    LookUpCalls? LookUp = null,
    ImportJob? Job = null)
{
    /// <summary>Of a step that is about to be taken.</summary>
    public static BatchHeader Of(OpenBatch open, DateTimeOffset sentAt, DateTimeOffset notedAt) =>
        new(open.Batch.Id, open.Sends, sentAt, notedAt, null, open.Batch.From, open.Batch.To);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BatchHeader))]
internal sealed partial class BatchJson : JsonSerializerContext;
