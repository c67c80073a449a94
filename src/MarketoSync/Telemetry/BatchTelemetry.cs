using System.Diagnostics;
using System.Diagnostics.Metrics;
using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Sending;

namespace MarketoSync.Telemetry;

/// <summary>Metrics of what batches hold and of the results that come of them, as they come.</summary>
public sealed class BatchTelemetry
{
    private readonly Histogram<int> _records;
    private readonly Histogram<int> _size;
    private readonly Counter<long> _results;

    internal BatchTelemetry(Meter meter)
    {
        _records = meter.CreateHistogram(
            MetricNames.BatchRecords, "{record}", "Records in a call that was made.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 5, 10, 25, 50, 100, 150, 200, 250, 299] });
        _size = meter.CreateHistogram(
            MetricNames.BatchSize, "By", "Bytes in the body of a call that was made.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1_000, 5_000, 10_000, 50_000, 100_000, 250_000, 500_000, 750_000, 950_000] });
        _results = meter.CreateCounter<long>(
            MetricNames.Results, "{result}", "Results stored for records, as they come. One that is corrected later counts again.");
    }

    public void Sent(RunScope scope, int records, int bytes)
    {
        if (!_records.Enabled && !_size.Enabled) return;

        var tags = Tags(scope);
        _records.Record(records, tags);
        _size.Record(bytes, tags);
    }

    /// <summary>Results are stored.</summary>
    /// <param name="counts">By status. Less than zero are those that were corrected to another.</param>
    public void Settled(RunScope scope, IReadOnlyDictionary<RecordStatus, int> counts)
    {
        if (!_results.Enabled) return;

        foreach (var (status, count) in counts)
        {
            if (count <= 0) continue;

            var tags = Tags(scope);
            tags.Add(AttributeNames.Status, status.Name());
            _results.Add(count, tags);
        }
    }

    private static TagList Tags(RunScope scope) => new()
    {
        { AttributeNames.Target, scope.Target.Name },
        { AttributeNames.Action, scope.Action.Name() },
    };
}
