using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using MarketoSync.Telemetry;
using Microsoft.Extensions.Logging;

namespace MarketoSync.Tests.Telemetry;

/// <summary>Telemetry of one test's own, and all that was told by it.</summary>
internal sealed class Recorder : IDisposable
{
    private readonly ActivityListener _spans;
    private readonly MeterListener _metrics = new();

    public Recorder()
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = Telemetry.IsOf,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_spans);
        _metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (Telemetry.IsOf(instrument.Meter)) listener.EnableMeasurementEvents(instrument);
        };
        _metrics.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _metrics.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _metrics.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _metrics.Start();
    }

    public SyncTelemetry Telemetry { get; } = new();

    public ConcurrentQueue<Activity> Spans { get; } = new();

    public ConcurrentQueue<Measured> Metrics { get; } = new();

    public ConcurrentQueue<Logged> Logs { get; } = new();

    public sealed record Measured(string Instrument, string? Unit, double Value, IReadOnlyDictionary<string, object?> Tags)
    {
        public string? Tag(string name) => Tags.GetValueOrDefault(name)?.ToString();
    }

    public sealed record Logged(int Event, LogLevel Level, string Text);

    public ILogger<T> Log<T>() => new Lines<T>(Logs);

    public IReadOnlyList<Measured> Of(string instrument) => [.. Metrics.Where(measured => measured.Instrument == instrument)];

    /// <summary>The sums of a counter, by the values of these tags.</summary>
    public IReadOnlyDictionary<string, double> Sums(string counter, params string[] tags) => Of(counter)
        .GroupBy(measured => string.Join(' ', tags.Select(tag => measured.Tag(tag) ?? "-")))
        .ToDictionary(group => group.Key, group => group.Sum(measured => measured.Value));

    /// <summary>Everything that was told, as text.</summary>
    public IEnumerable<string> Everything() =>
    [
        .. Spans.SelectMany(span => (string?[])[span.DisplayName, span.OperationName, span.StatusDescription]).OfType<string>(),
        .. Spans.SelectMany(span => span.TagObjects).Concat(Metrics.SelectMany(measured => measured.Tags)).Select(Text),
        .. Spans.SelectMany(span => span.Baggage).Select(item => $"{item.Key}={item.Value}"),
        .. Spans.SelectMany(span => span.Events).SelectMany(happened => happened.Tags.Select(Text).Append(happened.Name)),
        .. Logs.Select(logged => logged.Text),
    ];

    public void Dispose()
    {
        _spans.Dispose();
        _metrics.Dispose();
        Telemetry.Dispose();
    }

    private static string Text(KeyValuePair<string, object?> tag) =>
        string.Create(CultureInfo.InvariantCulture, $"{tag.Key}={tag.Value}");

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Metrics.Enqueue(new(instrument.Name, instrument.Unit, value, tags.ToArray().ToDictionary()));

    private sealed class Lines<T>(ConcurrentQueue<Logged> logs) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // What is structured as well as what is written out.
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(Text)) : "";
            logs.Enqueue(new(eventId.Id, logLevel, $"{formatter(state, exception)} {values} {exception}"));
        }
    }
}
