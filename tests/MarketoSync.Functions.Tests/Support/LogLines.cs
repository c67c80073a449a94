using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MarketoSync.Functions.Tests.Support;

/// <summary>Keeps all that is logged, of any level, with what is behind each message.</summary>
internal sealed class LogLines : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> _lines = [];

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _lines.Enqueue($"{state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _lines.Enqueue($"{formatter(state, exception)} {exception}");
        if (state is IEnumerable<KeyValuePair<string, object?>> values) _lines.Enqueue(string.Join(' ', values));
    }

    public void Dispose()
    {
    }
}
