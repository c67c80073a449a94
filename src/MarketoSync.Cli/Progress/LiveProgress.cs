using MarketoSync.Orchestration;
using Spectre.Console;

namespace MarketoSync.Cli.Progress;

/// <summary>A bar that is drawn again in place, for a terminal.</summary>
public sealed class LiveProgress : IProgressDisplay
{
    private static readonly TimeSpan s_every = TimeSpan.FromMilliseconds(100);
    private const int BarWidth = 30;
    private const string ClearLine = "\r\u001b[2K";

    private readonly IAnsiConsole _error;
    private readonly TimeProvider _time;
    private readonly Pace _pace;
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private RunProgress? _latest;
    private string? _notice;
    private bool _isDrawn;

    public LiveProgress(IAnsiConsole error, TimeProvider time)
    {
        (_error, _time, _pace) = (error, time, new Pace(time));
        _timer = _time.CreateTimer(_ => Draw(), null, s_every, s_every);
    }

    public void Show(RunProgress progress)
    {
        lock (_lock)
        {
            _pace.Begin(progress);
            if (progress.Notice is { } notice && notice != _notice) Say(notice);
            _notice = progress.Notice;
            _latest = progress;
        }
    }

    public void Say(string text)
    {
        lock (_lock)
        {
            if (_latest is not null) _error.Write(new ControlCode(ClearLine));
            _error.WriteLine(text);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        Draw();
        lock (_lock)
        {
            _latest = null;
            if (_isDrawn) _error.WriteLine();
        }
    }

    private void Draw()
    {
        lock (_lock)
        {
            if (_latest is not { } progress) return;

            var done = progress.Stored == 0 ? BarWidth : (int)(BarWidth * progress.SettledCount / progress.Stored);
            var line = ProgressText.Line(progress, _pace);
            var room = Math.Max(0, _error.Profile.Width - BarWidth - 2);
            var text = line.Length > room ? line[..room] : line;
            _error.Write(new ControlCode(ClearLine));
            _isDrawn = true;
            _error.Markup($"[green]{new string('━', done)}[/][grey]{new string('━', BarWidth - done)}[/] {Markup.Escape(text)}");
        }
    }
}
