using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MarketoSync.Inbox;

/// <summary>What lies beside a file that was not synced to its end, in place of a report.</summary>
/// <param name="Run">The run that the file had, or would have had.</param>
/// <param name="Line">The one-based line of the file where it cannot be read.</param>
internal sealed record InboxFault(string Run, string File, string Reason, uint? Line = null)
{
    // Nobody embeds this in a page: messages stay readable.
    private static readonly InboxFaultJson s_json = new(new JsonSerializerOptions(InboxFaultJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public byte[] Content() => JsonSerializer.SerializeToUtf8Bytes(this, s_json.InboxFault);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(InboxFault))]
internal sealed partial class InboxFaultJson : JsonSerializerContext;
