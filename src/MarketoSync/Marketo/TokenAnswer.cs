using System.Text.Json.Serialization;

namespace MarketoSync.Marketo;

/// <summary>Identity's answer. A class, so that printing it does not print the token.</summary>
internal sealed class TokenAnswer
{
    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    /// <summary>Seconds of life that the token has left, 0 included.</summary>
    [JsonPropertyName("expires_in")]
    public int ExpiresIn { get; init; }
}

[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class MarketoJson : JsonSerializerContext;
