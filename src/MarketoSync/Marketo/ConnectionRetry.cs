using Polly;
using Polly.Retry;

namespace MarketoSync.Marketo;

/// <summary>Repeats the making of a connection: the one fault after which nothing can have been carried out.</summary>
public static class ConnectionRetry
{
    private const int Retries = 3;

    public static ResiliencePipeline<HttpResponseMessage> Build(TimeProvider time) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Retries,
                Delay = TimeSpan.FromMilliseconds(200),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>().Handle<Exception>(WasNothingSent),
            })
            .Build();

    public static bool WasNothingSent(Exception fault) => fault
        is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError
                or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError,
        }
        // How a connection that was not made in time is told. The client itself has no other time-out.
        or OperationCanceledException { InnerException: TimeoutException };
}
