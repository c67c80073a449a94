using System.Diagnostics.Metrics;
using MarketoSync.Telemetry;

namespace MarketoSync.Functions.Tests.Support;

/// <summary>The states in which runs are counted as ended, of apps that start after it in the same test.</summary>
internal sealed class EndedRuns : IDisposable
{
    private readonly AsyncLocal<bool> _isMine = new() { Value = true };
    private readonly MeterListener _listener = new();

    public EndedRuns()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (SyncTelemetry.Shared.IsOf(instrument.Meter) && instrument.Name == MetricNames.RunsEnded) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            if (_isMine.Value) States.Add((string)tags[0].Value!);
        });
        _listener.Start();
    }

    public List<string> States { get; } = [];

    public void Dispose() => _listener.Dispose();
}
