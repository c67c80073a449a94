using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MarketoSync.Runs;

namespace MarketoSync.Queueing;

/// <summary>What a message of the queue holds: the records of one post, and what is to be done with them.</summary>
/// <param name="Records">The text of each record as it came, so that what is wrong with it can be shown.</param>
/// <param name="Post">The post's <see cref="PostId"/>, if it has one.</param>
public sealed record RecordEnvelope(
    string Target,
    string Action,
    IReadOnlyList<string> Records,
    string? LookupField = null,
    string? PartitionName = null,
    string? Post = null,
    string? MemberStatus = null)
{
    private static readonly EnvelopeJson s_json = new(new JsonSerializerOptions(EnvelopeJson.Default.Options)
    {
        // Quotes make up a good part of a record's text: they shall not take six bytes each.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static RecordEnvelope Of(SyncRequest request, IReadOnlyList<string> records, string? post)
    {
        var options = request.Options();
        return new(options.Target!, options.Action!, records, options.Key, options.PartitionName, post, options.MemberStatus);
    }

    /// <summary>Reads a message, or gives null if it is none of ours.</summary>
    public static RecordEnvelope? TryRead(ReadOnlySpan<byte> content)
    {
        try
        {
            var envelope = JsonSerializer.Deserialize(content, s_json.RecordEnvelope);
            return envelope is { Records.Count: > 0 } && envelope.Records.All(record => record is not null) ? envelope : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public byte[] Content() => JsonSerializer.SerializeToUtf8Bytes(this, s_json.RecordEnvelope);

    /// <summary>The same in the words of a sync.</summary>
    public SyncOptions Options() => new(Target, Action, LookupField, Format: "ndjson", PartitionName: PartitionName, MemberStatus: MemberStatus);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RecordEnvelope))]
internal sealed partial class EnvelopeJson : JsonSerializerContext;
