using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MarketoSync.Telemetry;

/// <summary>
/// Spans and metrics of syncs, by the means of .NET itself: whoever wants them listens to the source and the meter called
/// <see cref="Name"/>. While nobody does, they cost next to nothing.
/// </summary>
public sealed class SyncTelemetry : IDisposable
{
    /// <summary>Of the activity source and of the meter.</summary>
    public const string Name = "MarketoSync";

    private readonly ActivitySource _source;
    private readonly Meter _meter;

    /// <summary>One apart from the process's own, so that a test hears nothing of its neighbours.</summary>
    public SyncTelemetry()
    {
        var version = typeof(SyncTelemetry).Assembly.GetName().Version?.ToString(3);
        _source = new ActivitySource(Name, version);
        _meter = new Meter(Name, version);
        Calls = new CallTelemetry(_source, _meter);
        Tokens = new TokenTelemetry(_source);
        Steps = new StepTelemetry(_source);
        Budget = new BudgetTelemetry(_meter);
        Batches = new BatchTelemetry(_meter);
        Runs = new RunTelemetry(_meter);
        Queue = new QueueTelemetry(_meter);
    }

    /// <summary>The process's own.</summary>
    public static SyncTelemetry Shared { get; } = new();

    public CallTelemetry Calls { get; }

    public TokenTelemetry Tokens { get; }

    public StepTelemetry Steps { get; }

    public BudgetTelemetry Budget { get; }

    public BatchTelemetry Batches { get; }

    public RunTelemetry Runs { get; }

    public QueueTelemetry Queue { get; }

    public bool IsOf(ActivitySource source) => source == _source;

    public bool IsOf(Meter meter) => meter == _meter;

    public void Dispose()
    {
        _source.Dispose();
        _meter.Dispose();
    }
}
