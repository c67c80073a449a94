using System.Diagnostics;
using System.Globalization;
using System.Net;
using MarketoSync.Marketo;

namespace MarketoSync.Telemetry;

/// <summary>A client span of each request for an access token. Nothing of the credentials or of the token is in it.</summary>
public sealed class TokenTelemetry
{
    private readonly ActivitySource _source;

    internal TokenTelemetry(ActivitySource source) => _source = source;

    /// <returns>Null while nobody listens.</returns>
    public Activity? Start(Uri identity) => _source.HasListeners()
        ? _source.StartActivity(
            ActivityKind.Client,
            tags: new TagList
            {
                { AttributeNames.HttpMethod, "POST" },
                { AttributeNames.ServerAddress, identity.Host },
                { AttributeNames.ServerPort, identity.Port },
                { AttributeNames.UrlTemplate, identity.AbsolutePath },
            },
            name: $"POST {identity.AbsolutePath}")
        : null;

    public static void Answered(Activity? span, HttpStatusCode status) => span?.SetTag(AttributeNames.HttpStatus, (int)status);

    /// <param name="fault">Why there is no token, where there is none and the status does not tell.</param>
    public static void End(Activity? span, TokenResult result, string? fault)
    {
        if (span is not { IsAllDataRequested: true } || result.Token is not null) return;

        var status = span.GetTagItem(AttributeNames.HttpStatus) is int number ? number.ToString(CultureInfo.InvariantCulture) : FaultCodes.NoAnswer;
        span.SetTag(AttributeNames.ErrorType, fault ?? status);
        span.SetStatus(ActivityStatusCode.Error);
    }
}
