using System.Buffers;
using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary><c>/identity/oauth/token</c>: GET with a query or POST with a form. Never counted against quota or rate.</summary>
internal sealed class IdentityEndpoint(SimulatorOptions options, TokenIssuer tokens)
{
    public const string ApiUser = "api-user@simulator.example";

    /// <summary>The HTTP status and the JSON body.</summary>
    public (int Status, ReadOnlyMemory<byte> Body) Answer(RestRequest request)
    {
        if (request["grant_type"] != "client_credentials")
            return (400, Error("unsupported_grant_type", "grant_type must be client_credentials"));
        if (request["client_id"] != options.ClientId) return (401, Error("invalid_client", "No client with requested id"));
        if (request["client_secret"] != options.ClientSecret) return (401, Error("invalid_client", "Bad client credentials"));
        var (token, expiresIn) = tokens.Issue();
        return (200, Write(writer =>
        {
            writer.WriteString("access_token"u8, token);
            writer.WriteString("token_type"u8, "bearer");
            writer.WriteNumber("expires_in"u8, expiresIn);
            writer.WriteString("scope"u8, ApiUser);
        }));
    }

    private static ReadOnlyMemory<byte> Error(string error, string description) => Write(writer =>
    {
        writer.WriteString("error"u8, error);
        writer.WriteString("error_description"u8, description);
    });

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Json.WriterOptions);
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
