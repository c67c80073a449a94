using System.Diagnostics.Metrics;

namespace MarketoSync.Telemetry;

/// <summary>Metrics of the call budget.</summary>
public sealed class BudgetTelemetry
{
    private readonly Histogram<double> _wait;
    private readonly Gauge<long> _left;

    internal BudgetTelemetry(Meter meter)
    {
        _wait = meter.CreateHistogram(
            MetricNames.BudgetWait, "s", "How long a call waited for its turn.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.01, 0.1, 0.5, 1, 2, 5, 10, 20, 40, 60, 300] });
        _left = meter.CreateGauge<long>(
            MetricNames.QuotaLeft, "{call}", "Calls left of the day's configured limit, when a call was last granted or refused.");
    }

    public void Waited(TimeSpan time) => _wait.Record(time.TotalSeconds);

    public void Left(long calls) => _left.Record(calls);
}
