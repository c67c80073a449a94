using MarketoSync.Functions.Tests.Support;
using MarketoSync.Orchestration;
using MarketoSync.Runs;
using MarketoSync.Simulator;
using Xunit.Abstractions;

namespace MarketoSync.Functions.Tests.Runs;

/// <summary>A history is loaded and run again at each turn: it may grow with a generation's steps, and not with the record count.</summary>
public sealed class HistorySizeTests(ITestOutputHelper output)
{
    /// <summary>What is larger goes to a blob of its own, and costs a call to storage each time it is read.</summary>
    private const int LargestMessage = 45 * 1024;

    private const int MostEventsOfAStep = 5;

    [Fact]
    public async Task A_full_generation_hands_over_to_a_second_child_and_stays_small()
    {
        const int records = SendOrchestration.StepsOfGeneration + 20;
        await using var app = await SyncApp.StartAsync(new AppOptions { MaxBatchRecords = 1 });
        await app.StartRunAsync(records, isNarrow: true);
        await app.Engine.RunAsync();

        Assert.Equal([SyncApp.Run, SyncApp.Run + ".0000", SyncApp.Run + ".0001"], app.Engine.Store.Instances);
        var report = await app.ReportAsync();
        Assert.Equal((RunState.Completed, records), (report.State, report.Records["created"]));
        Assert.Equal(records, app.Simulator.Statistics.RestCalls);

        AssertSmall(Measure(app, SyncApp.Run), steps: 8);
        AssertSmall(Measure(app, SyncApp.Run + ".0000"), SendOrchestration.StepsOfGeneration);
        AssertSmall(Measure(app, SyncApp.Run + ".0001"), steps: 24);
    }

    [Fact]
    public async Task Records_that_come_through_without_a_fault_cost_a_handful_of_events_a_batch()
    {
        await using var app = await SyncApp.StartAsync();
        await app.StartRunAsync(9_000, isNarrow: true);
        await app.Engine.RunAsync();

        AssertSmall(Measure(app, SyncApp.Run), steps: 4);
        AssertSmall(Measure(app, SyncApp.Run + ".0000"), steps: 30 + 2);
    }

    [Fact]
    public async Task A_storm_makes_neither_a_step_nor_what_is_handed_over_large()
    {
        await using var app = await SyncApp.StartAsync(new AppOptions { MaxBatchRecords = 20 });
        app.Simulator.Faults = new FaultPlan
        {
            Rate = 0.3,
            Seed = 3,
            Weights = new[] { "611-after", "reset-after", "http-503-before" }.ToDictionary(fault => fault, _ => 1.0),
        };
        await app.StartRunAsync(3_000);
        await app.Engine.RunAsync();

        foreach (var instance in app.Engine.Store.Instances) AssertSmall(Measure(app, instance), (int)app.Simulator.Statistics.RestCalls);
    }

    private HistorySize Measure(SyncApp app, string instance)
    {
        var size = HistorySize.Of(app.Engine.Store.History(instance));
        output.WriteLine($"{instance}: {size}");
        return size;
    }

    private static void AssertSmall(HistorySize size, int steps)
    {
        Assert.InRange(size.Events, 1, steps * MostEventsOfAStep);
        Assert.InRange(size.Largest, 1, LargestMessage);
    }
}
