using System.Text.Json.Serialization;

namespace MarketoSync.Marketo;

/// <summary>Identity's answer.</summary>
/// <param name="ExpiresIn">Seconds of life that the token has left, 0 included.</param>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("expires_in")] int ExpiresIn);

[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class MarketoJson : JsonSerializerContext;
