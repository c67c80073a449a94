using MarketoSync.Orchestration;
using Spectre.Console;

namespace MarketoSync.Cli.Progress;

/// <summary>A bar that is drawn again in place, for a terminal.</summary>
public sealed class LiveProgress : IProgressDisplay
{
    private static readonly TimeSpan s_every = TimeSpan.FromMilliseconds(100);
    private const int BarWidth = 30;

    private readonly IAnsiConsole _error;
    private readonly TimeProvider _time;
    private readonly Pace _pace;
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private RunProgress? _latest;

    public LiveProgress(IAnsiConsole error, TimeProvider time)
    {
        (_error, _time, _pace) = (error, time, new Pace(time));
        _error.Cursor.Hide();
        _timer = _time.CreateTimer(_ => Draw(), null, s_every, s_every);
    }

    public void Show(RunProgress progress)
    {
        lock (_lock) _latest = progress;
    }

    public void Dispose()
    {
        _timer.Dispose();
        Draw();
        lock (_lock)
        {
            _latest = null;
            _error.WriteLine();
            _error.Cursor.Show();
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
            _error.Write(new ControlCode("\r\u001b[2K"));
            _error.Markup($"[green]{new string('━', done)}[/][grey]{new string('━', BarWidth - done)}[/] {Markup.Escape(text)}");
        }
    }
}
