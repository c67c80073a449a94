using Cronos;

namespace MarketoSync.Cli.Serving;

/// <summary>Does something whenever the schedule comes round. One round at a time: what falls due meanwhile is left out.</summary>
/// <param name="expression">NCRONTAB with six fields, in UTC.</param>
/// <param name="failed">Told what went wrong with a round.</param>
internal sealed class Schedule(string expression, Func<CancellationToken, Task> round, TimeProvider time, Action<string> failed)
{
    /// <summary>Timers take no longer waits than some 49 days.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(1);

    private readonly CronExpression _times = CronExpression.Parse(expression, CronFormat.IncludeSeconds);

    /// <summary>Goes on until it is cancelled, or the schedule has no more times. A round that fails is told, and the next one comes.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (_times.GetNextOccurrence(time.GetUtcNow(), TimeZoneInfo.Utc) is { } next)
            {
                await UntilAsync(next, cancellation);
                await RoundAsync(cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
    }

    private async Task UntilAsync(DateTimeOffset due, CancellationToken cancellation)
    {
        for (var wait = due - time.GetUtcNow(); wait > TimeSpan.Zero; wait = due - time.GetUtcNow())
            await Task.Delay(wait < s_longestWait ? wait : s_longestWait, time, cancellation);
    }

    private async Task RoundAsync(CancellationToken cancellation)
    {
        try
        {
            await round(cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            failed(fault.Message);
        }
    }
}
