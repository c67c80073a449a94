using System.Text.Json.Serialization;

namespace MarketoSync.Records;

/// <summary>What became of one record: a line of <c>results.ndjson</c>.</summary>
/// <param name="Record">The record's zero-based number in the input.</param>
/// <param name="Line">Its one-based line in the source.</param>
/// <param name="Key">The value of the lookup field, where the record has one.</param>
/// <param name="Id">Marketo's id or marketoGUID as text, where Marketo told it.</param>
/// <param name="Batch">The batch that settled it, where one did.</param>
public sealed record RecordResult(
    long Record,
    long Line,
    string? Key,
    RecordStatus Status,
    string? Id = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Reason>? Reasons = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Batch = null);
