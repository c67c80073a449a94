using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MarketoSync.Api.Tests.Support;

/// <summary>What the API itself logged.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IEnumerable<string> All => _lines;

    public ILogger CreateLogger(string categoryName) => new Lines(_lines, categoryName.StartsWith("MarketoSync", StringComparison.Ordinal));

    public void Dispose()
    {
    }

    private sealed class Lines(ConcurrentQueue<string> lines, bool isOurs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => isOurs;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (isOurs) lines.Enqueue(formatter(state, exception) + exception);
        }
    }
}
