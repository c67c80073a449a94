using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;

namespace MarketoSync.Infra;

public partial class AlertTests
{
    private const string Rule = "Microsoft.Insights/scheduledQueryRules";

    [BicepFact]
    public void There_is_an_alert_for_each_thing_that_somebody_must_see_to() => Assert.Equal(
        [
            "failures: failures GreaterThan 5",
            "messages-set-aside: messages GreaterThan 0",
            "quota-nearly-spent: left LessThan 2500",
            "records-refused: percent GreaterThan 10",
            "run-stopped: runs GreaterThan 0",
        ],
        Conditions(Deployment.ByDefault));

    [BicepFact]
    public void When_to_raise_it_can_be_said() => Assert.Equal(
        [
            "failures: failures GreaterThan 0",
            "messages-set-aside: messages GreaterThan 0",
            "quota-nearly-spent: left LessThan 10000",
            "records-refused: percent GreaterThan 3",
            "run-stopped: runs GreaterThan 0",
        ],
        Conditions(Deployment.WithEverything));

    [BicepFact]
    public void Each_looks_at_the_app_s_own_telemetry_at_least_once_a_window() => Assert.All(
        Deployment.ByDefault.All(Rule),
        rule =>
        {
            var scope = Assert.Single(rule["properties.scopes"].EnumerateArray());
            Assert.Equal(Deployment.ByDefault.The("Microsoft.Insights/components").Id, scope.GetString());
            Assert.True(Length(rule, "evaluationFrequency") <= Length(rule, "windowSize"));
        });

    [BicepFact]
    public void What_it_measures_is_a_column_of_its_query() => Assert.All(
        Deployment.ByDefault.All(Rule),
        rule => Assert.Matches($@"\b{Condition(rule).GetProperty("metricMeasureColumn").GetString()} = ", Query(rule)));

    [BicepFact]
    public void The_metrics_it_rests_on_are_told_at_the_template_s_head()
    {
        var template = File.ReadAllText(Path.Combine(Bicep.Infra, "app", "alerts.bicep"));
        var told = Metric().Matches(template).Select(one => one.Groups[1].Value);
        var asked = Deployment.ByDefault.All(Rule).SelectMany(rule => Named().Matches(Query(rule)).Select(one => one.Groups[1].Value));

        Assert.Equal(asked.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [BicepFact]
    public void It_is_sent_by_mail_where_there_is_an_address()
    {
        Assert.Empty(Deployment.ByDefault.All("Microsoft.Insights/actionGroups"));
        Assert.All(Deployment.ByDefault.All(Rule), rule => Assert.Empty(rule["properties.actions.actionGroups"].EnumerateArray()));

        var group = Deployment.WithEverything.The("Microsoft.Insights/actionGroups");
        var receiver = Assert.Single(group["properties.emailReceivers"].EnumerateArray());
        Assert.Equal("operations@example.com", receiver.GetProperty("emailAddress").GetString());
        Assert.All(
            Deployment.WithEverything.All(Rule),
            rule => Assert.Equal(group.Id, Assert.Single(rule["properties.actions.actionGroups"].EnumerateArray()).GetString()));
    }

    private static IEnumerable<string> Conditions(Deployment deployment) =>
        from rule in deployment.All(Rule)
        let name = Kind().Match(rule.Name).Groups[1].Value
        let condition = Condition(rule)
        let parts = new[] { "metricMeasureColumn", "operator", "threshold" }.Select(part => condition.GetProperty(part).ToString())
        orderby name
        select $"{name}: {string.Join(' ', parts)}";

    private static JsonElement Condition(PredictedResource rule) => Assert.Single(rule["properties.criteria.allOf"].EnumerateArray());

    private static string Query(PredictedResource rule) => Condition(rule).GetProperty("query").GetString()!;

    private static TimeSpan Length(PredictedResource rule, string name) => XmlConvert.ToTimeSpan(rule.Text($"properties.{name}")!);

    [GeneratedRegex(@"^[a-z]+-[a-z0-9]+-(.+)$")]
    private static partial Regex Kind();

    [GeneratedRegex(@"//   (marketosync(\.[a-z_]+)+)")]
    private static partial Regex Metric();

    [GeneratedRegex("name == '([^']+)'")]
    private static partial Regex Named();
}
