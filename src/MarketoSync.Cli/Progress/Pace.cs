using MarketoSync.Orchestration;

namespace MarketoSync.Cli.Progress;

/// <summary>How fast a run settles records, and when it will be done.</summary>
public sealed class Pace(TimeProvider time)
{
    private readonly long _begin = time.GetTimestamp();
    private long? _before;

    /// <summary>To be given each progress: what was settled at the first is no work of this process.</summary>
    public void Begin(RunProgress progress) => _before ??= progress.SettledCount;

    /// <summary>Records settled in a second since this process began to watch.</summary>
    public double PerSecond(RunProgress progress)
    {
        var seconds = time.GetElapsedTime(_begin).TotalSeconds;
        return seconds > 0 && _before is { } before ? (progress.SettledCount - before) / seconds : 0;
    }

    /// <summary>Null while nothing can be said.</summary>
    public TimeSpan? Left(RunProgress progress) => PerSecond(progress) is var pace and > 0
        ? TimeSpan.FromSeconds(Math.Min((progress.Stored - progress.SettledCount) / pace, TimeSpan.FromDays(30).TotalSeconds))
        : null;
}
