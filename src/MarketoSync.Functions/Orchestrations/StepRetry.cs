using Microsoft.DurableTask;

namespace MarketoSync.Functions.Orchestrations;

/// <summary>
/// How a step is repeated that threw. What Marketo answers is an outcome and never thrown, so this is about the environment: storage
/// that is away, a worker that is shut down.
/// </summary>
internal static class StepRetry
{
    public static TaskOptions Options { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 16,
        firstRetryInterval: TimeSpan.FromSeconds(2),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(5)));
}
