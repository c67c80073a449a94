using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Cli;

public static class ExitCode
{
    /// <summary>Every record got in.</summary>
    public const int Success = 0;

    /// <summary>The run is complete, some record is not.</summary>
    public const int SomeRecordsDidNotGetIn = 1;

    /// <summary>Usage, configuration or input error: nothing was sent.</summary>
    public const int Usage = 2;

    /// <summary>The run stopped before its end; <c>resume</c> continues it.</summary>
    public const int Stopped = 3;

    /// <summary>Ctrl-C; <c>resume</c> continues it.</summary>
    public const int Interrupted = 130;

    public static int Of(Report report) => report.State switch
    {
        RunState.Stopped => Stopped,
        RunState.Completed when report.EverythingGotIn() => Success,
        _ => SomeRecordsDidNotGetIn,
    };
}
