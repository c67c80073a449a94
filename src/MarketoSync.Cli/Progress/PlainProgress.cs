using MarketoSync.Orchestration;
using Spectre.Console;

namespace MarketoSync.Cli.Progress;

/// <summary>A line every few seconds, for logs and pipes.</summary>
public sealed class PlainProgress(IAnsiConsole error, TimeProvider time) : IProgressDisplay
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(5);
    private readonly Pace _pace = new(time);
    private long _shown = time.GetTimestamp();
    private string? _waitingFor;
    private string? _notice;

    public void Show(RunProgress progress)
    {
        _pace.Begin(progress);
        if (progress.Notice is { } notice && notice != _notice) Say(notice);
        _notice = progress.Notice;
        var isNewWait = progress.WaitingFor is not null && progress.WaitingFor != _waitingFor
            && progress.WaitingUntil - time.GetUtcNow() > s_every;
        _waitingFor = progress.WaitingFor;
        if (!isNewWait && time.GetElapsedTime(_shown) < s_every) return;

        _shown = time.GetTimestamp();
        error.WriteLine(ProgressText.Line(progress, _pace));
    }

    public void Say(string text) => error.WriteLine(text);

    public void Dispose()
    {
    }
}
