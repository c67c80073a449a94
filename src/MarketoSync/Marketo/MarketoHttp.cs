using System.Net;

namespace MarketoSync.Marketo;

/// <summary>The HTTP client that calls go out by.</summary>
public static class MarketoHttp
{
    public static HttpClient Create(MarketoSettings settings) => new(
        new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.GZip,
            AllowAutoRedirect = false,

            // No trace context goes to a third party, and no span of the client's own: it would hold the whole URL.
            ActivityHeadersPropagator = null,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxConnectionsPerServer = settings.MaxConcurrentCalls + 1,
            PlaintextStreamFilter = (connection, _) => ValueTask.FromResult<Stream>(new AnswerOnceStream(connection.PlaintextStream)),
        })
    {
        // Each call has a time-out of its own: the endpoints differ in theirs, and some exceed the 100 seconds that is usual here.
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = 64 * 1024 * 1024,
    };
}
