using System.Text.RegularExpressions;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Runs;
using MarketoSync.Tests.Telemetry;

namespace MarketoSync.Infra;

/// <summary>
/// That alerts ask for what the app sends: the exporter gives a metric and its attributes to Application Insights by the names that they
/// have in the app, and a query that asks for any other finds nothing and is silent for ever.
/// </summary>
public sealed partial class AlertTelemetryTests
{
    private static readonly DateTimeOffset s_time = new(2026, 8, 1, 9, 30, 0, TimeSpan.Zero);

    [BicepFact]
    public void Each_metric_attribute_and_value_that_an_alert_asks_for_is_sent()
    {
        using var sent = Sent();
        var asked = AskedFor().ToList();

        Assert.Equal(
            ["marketosync.queue.set_aside", "marketosync.quota.left", "marketosync.records", "marketosync.runs.ended"],
            asked.Select(one => one.Metric).Order(StringComparer.Ordinal));
        Assert.All(asked, one =>
        {
            Assert.NotEmpty(sent.Of(one.Metric));
            if (one.Attribute is not { } attribute)
            {
                Assert.Empty(one.Values);
                return;
            }

            var values = sent.Of(one.Metric).Select(measured => measured.Tag(attribute)).ToHashSet();
            Assert.NotEmpty(one.Values);
            Assert.All(one.Values, value => Assert.Contains(value, values));
        });
    }

    [BicepFact]
    public void Every_way_in_which_a_run_does_not_come_to_its_end_raises_an_alert_but_the_user_s_own() => Assert.Equal(
        ["failed", "stopped"], Asked("marketosync.runs.ended").Values.Order(StringComparer.Ordinal));

    [BicepFact]
    public void Every_status_of_a_record_that_Marketo_should_have_taken_and_has_not_counts_as_refused() => Assert.Equal(
        RetrySource.DidNotGetIn.Where(status => status != RecordStatus.NotSent).Select(status => status.Name()).Order(StringComparer.Ordinal),
        Asked("marketosync.records").Values.Order(StringComparer.Ordinal));

    /// <summary>Everything that an alert may ask for, sent as the app sends it.</summary>
    private static Recorder Sent()
    {
        var sent = new Recorder();
        foreach (var state in Enum.GetValues<RunState>()) sent.Telemetry.Runs.Ended(Report(state), null);
        sent.Telemetry.Runs.BrokeDown(Report(RunState.Cancelled), null);
        sent.Telemetry.Budget.Left(1);
        sent.Telemetry.Queue.SetAside(1);
        return sent;
    }

    /// <summary>One in which records ended in every way.</summary>
    private static Report Report(RunState state)
    {
        var records = RecordStatuses.All.ToDictionary(status => status.Name(), _ => 1L);
        records["total"] = records.Count;
        return new("r", "leads", "createOrUpdate", "sync", state, s_time, s_time, null, records, new(1, 1, 0), new(1, 1, new Dictionary<string, long>()), [], []);
    }

    private static (string Metric, string? Attribute, IReadOnlyList<string> Values) Asked(string metric) =>
        AskedFor().Single(one => one.Metric == metric);

    /// <summary>What the queries of alerts on metrics ask for: all that stands in quotes in them is one of the three.</summary>
    private static IEnumerable<(string Metric, string? Attribute, IReadOnlyList<string> Values)> AskedFor() =>
        from rule in Deployment.ByDefault.All("Microsoft.Insights/scheduledQueryRules")
        let query = Assert.Single(rule["properties.criteria.allOf"].EnumerateArray()).GetProperty("query").GetString()!
        where query.Contains("customMetrics", StringComparison.Ordinal)
        let metric = Assert.Single(Metric().Matches(query)).Groups[1].Value
        let attributes = Attribute().Matches(query).Select(match => match.Groups[1].Value).ToList()
        select (
            metric,
            attributes.Count == 0 ? null : Assert.Single(attributes),
            (IReadOnlyList<string>)[.. Quoted().Matches(query).Select(match => match.Groups[1].Value).Where(text => text != metric).Except(attributes)]);

    [GeneratedRegex("name == '([^']+)'")]
    private static partial Regex Metric();

    [GeneratedRegex(@"customDimensions\['([^']+)'\]")]
    private static partial Regex Attribute();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
