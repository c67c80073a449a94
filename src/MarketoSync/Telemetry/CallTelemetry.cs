using System.Diagnostics;
using System.Diagnostics.Metrics;
using MarketoSync.Marketo;

namespace MarketoSync.Telemetry;

/// <summary>A client span and metrics of each call of the REST API.</summary>
public sealed class CallTelemetry
{
    private readonly ActivitySource _source;
    private readonly Counter<long> _calls;
    private readonly Histogram<double> _duration;

    internal CallTelemetry(ActivitySource source, Meter meter)
    {
        _source = source;
        _calls = meter.CreateCounter<long>(
            MetricNames.Calls, "{call}", "Calls of the REST API, and those that could not be made, by what came of them.");
        _duration = meter.CreateHistogram(
            MetricNames.CallDuration, "s", "From the sending of a call to its answer.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60, 90, 120] });
    }

    /// <summary>The call leaves.</summary>
    /// <returns>Null while nobody listens.</returns>
    public Activity? Start(Call call, Uri baseUrl) => _source.HasListeners() ? StartHeard(call, baseUrl) : null;

    /// <summary>The call was answered, or given up.</summary>
    /// <param name="span">As <see cref="Start"/> gave it; whoever started it disposes it.</param>
    public void End(Activity? span, Call call, CallResult result, TimeSpan took)
    {
        if (_duration.Enabled) _duration.Record(took.TotalSeconds, Tags(call, result));
        if (span is not { IsAllDataRequested: true }) return;

        span.SetTag(AttributeNames.Outcome, result.Kind.Name());
        if (RequestIds.Plain(result.RequestId) is { } id) span.SetTag(AttributeNames.RequestId, id);
        if (result.Succeeded) return;

        span.SetTag(AttributeNames.ErrorType, ErrorType.Of(result.Code));
        span.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>What was asked for is done, whether a call was made or not.</summary>
    public void Count(Call call, CallResult result)
    {
        if (_calls.Enabled) _calls.Add(1, Tags(call, result));
    }

    private static TagList Tags(Call call, CallResult result)
    {
        var tags = new TagList { { AttributeNames.Outcome, result.Kind.Name() } };
        if (!result.Succeeded) tags.Add(AttributeNames.ErrorType, ErrorType.Of(result.Code));
        if (call.Subject is not { } subject) return tags;

        tags.Add(AttributeNames.Target, subject.Target);
        tags.Add(AttributeNames.Action, subject.Action);
        return tags;
    }

    private Activity? StartHeard(Call call, Uri baseUrl)
    {
        var method = call.Method.Method;
        var template = "/" + (call.Template ?? call.Path);
        var tags = new TagList
        {
            { AttributeNames.HttpMethod, method },
            { AttributeNames.ServerAddress, baseUrl.Host },
            { AttributeNames.ServerPort, baseUrl.Port },
            { AttributeNames.UrlTemplate, template },
        };
        if (call.Body is { } body) tags.Add(AttributeNames.HttpBodySize, body.Length);
        if (call.Subject is { } subject)
        {
            tags.Add(AttributeNames.Target, subject.Target);
            tags.Add(AttributeNames.Action, subject.Action);
            tags.Add(AttributeNames.BatchRecords, subject.Records);
        }

        return _source.StartActivity(ActivityKind.Client, tags: tags, name: $"{method} {template}");
    }
}
