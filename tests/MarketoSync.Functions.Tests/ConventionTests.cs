using System.Reflection;
using System.Text.Json;
using MarketoSync.Functions.Tests.Engine;
using MarketoSync.Orchestration;
using Microsoft.Azure.Functions.Worker;

namespace MarketoSync.Functions.Tests;

/// <summary>What no compiler checks: names that have to meet, and who may call what.</summary>
public sealed class ConventionTests
{
    [Fact]
    public void Every_activity_of_the_core_is_a_function_and_every_activity_function_is_of_the_core()
    {
        var called = typeof(SyncActivities).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => property.GetValue(null)!)
            .Select(activity => (string)activity.GetType().GetProperty("Name")!.GetValue(activity)!);

        Assert.Equal(called.Order(), FunctionApp.Activities.Keys.Order());
    }

    [Fact]
    public void The_orchestrations_of_the_core_are_functions() =>
        Assert.Equal(
            [SendOrchestration.Definition.Name, Orchestrations.SyncRun.Name],
            FunctionApp.Orchestrators.Keys.Order());

    [Fact]
    public void Whoever_calls_over_HTTP_has_a_function_key_but_for_what_checks_by_itself() =>
        Assert.All(FunctionApp.Http, function => Assert.Equal(
            function.Key is "Health" or "Records" ? AuthorizationLevel.Anonymous : AuthorizationLevel.Function,
            FunctionApp.Trigger<HttpTriggerAttribute>(function.Value).AuthLevel));

    [Fact]
    public void The_host_writes_no_input_or_output_to_its_traces_and_knows_the_version_of_what_it_runs()
    {
        using var host = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "host.json")));
        var durable = host.RootElement.GetProperty("extensions").GetProperty("durableTask");

        Assert.Equal("OpenTelemetry", host.RootElement.GetProperty("telemetryMode").GetString());
        Assert.False(durable.GetProperty("tracing").GetProperty("traceInputsAndOutputs").GetBoolean());
        Assert.Equal("1.0", durable.GetProperty("defaultVersion").GetString());
        Assert.Equal("CurrentOrOlder", durable.GetProperty("versionMatchStrategy").GetString());
        Assert.Equal("Reject", durable.GetProperty("versionFailureStrategy").GetString());
        Assert.False(durable.GetProperty("extendedSessionsEnabled").GetBoolean());
    }
}
