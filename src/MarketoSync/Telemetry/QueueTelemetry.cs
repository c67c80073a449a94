using System.Diagnostics.Metrics;

namespace MarketoSync.Telemetry;

/// <summary>Metrics of the queue of records that came one by one.</summary>
public sealed class QueueTelemetry
{
    private readonly Gauge<long> _setAside;

    internal QueueTelemetry(Meter meter) => _setAside = meter.CreateGauge<long>(
        MetricNames.QueueSetAside, "{message}", "Messages that cannot be read and are kept, when the queue was last looked into.");

    /// <summary>Whether anybody listens: to count costs requests.</summary>
    public bool IsHeard => _setAside.Enabled;

    public void SetAside(long messages) => _setAside.Record(messages);
}
