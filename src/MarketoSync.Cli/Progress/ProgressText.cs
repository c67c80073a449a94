using System.Globalization;
using MarketoSync.Orchestration;

namespace MarketoSync.Cli.Progress;

/// <summary>Progress in words.</summary>
public static class ProgressText
{
    public static string Line(RunProgress progress, Pace pace)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.SettledCount:N0} of {progress.Stored:N0} records settled, {progress.Calls:N0} {(progress.Calls == 1 ? "call" : "calls")}");
        if (pace.PerSecond(progress) is >= 0.5 and var speed) text += string.Create(CultureInfo.InvariantCulture, $", {speed:N0} records a second");
        if (progress.WaitingFor is { } waitingFor)
        {
            var until = progress.WaitingUntil is { } time ? string.Create(CultureInfo.InvariantCulture, $", next call at {time.ToLocalTime():yyyy-MM-dd HH:mm:ss}") : "";
            return $"{text}; waiting for {waitingFor}{until}";
        }

        return pace.Left(progress) is { } left && progress.SettledCount < progress.Stored ? $"{text}, about {Duration(left)} left" : text;
    }

    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(duration.TotalSeconds):N0} s"),
        { TotalMinutes: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(duration.TotalMinutes):N0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(duration.TotalHours):N0} h {duration.Minutes} min"),
    };
}
