using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace MarketoSync.Cli.Serving;

/// <summary>Shows what this program logs, and of others only what goes wrong, a line each, on standard error.</summary>
internal sealed class TerminalLog(Terminal terminal) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Lines(
        terminal, categoryName.StartsWith("MarketoSync", StringComparison.Ordinal) || categoryName == "marketo-sync" ? LogLevel.Information : LogLevel.Error);

    public void Dispose()
    {
    }

    private sealed class Lines(Terminal terminal, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            lock (terminal) terminal.Error.WriteLine(formatter(state, null));
        }
    }
}
