using System.Runtime.InteropServices;

namespace MarketoSync.Cli;

/// <summary>
/// Ctrl-C and SIGTERM: the first asks to end cleanly, so that calls in flight finish and their results are kept; a second ends at once,
/// which the journal survives as it survives a crash.
/// </summary>
internal static class StopKeys
{
    private static readonly List<PosixSignalRegistration> s_registrations = [];

    public static CancellationToken Listen()
    {
        var stop = new CancellationTokenSource();
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
            s_registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
        return stop.Token;

        void OnSignal(PosixSignalContext context)
        {
            if (stop.IsCancellationRequested) Environment.Exit(ExitCode.Interrupted);
            context.Cancel = true;
            stop.Cancel();
        }
    }
}
