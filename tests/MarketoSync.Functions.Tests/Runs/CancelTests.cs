using System.Text.Json;
using DurableTask.Core;
using DurableTask.Core.History;
using MarketoSync.Functions.Orchestrations;
using MarketoSync.Functions.Tests.Support;
using MarketoSync.Orchestration;
using MarketoSync.Runs;
using MarketoSync.Simulator;

namespace MarketoSync.Functions.Tests.Runs;

public sealed class CancelTests
{
    /// <summary>Batches that are cut at a time.</summary>
    private const int ShortGeneration = 50;

    private const string FirstChild = SyncApp.Run + ".0000";
    private const string SecondChild = SyncApp.Run + ".0001";

    [Fact]
    public async Task A_cancel_reaches_the_child_that_sends_and_ends_the_run()
    {
        await using var app = await SyncApp.StartAsync(new AppOptions { MaxBatchRecords = 1 });
        app.Engine.BeforeActivity = (name, before) => name == "TakeStep" && before == 10 ? app.RaiseAsync(RunEvents.Cancel) : Task.CompletedTask;

        await app.StartRunAsync(200, isNarrow: true);
        await app.Engine.RunAsync();

        Assert.Contains(app.Engine.Store.History(FirstChild), happened => happened is EventRaisedEvent { Name: RunEvents.Cancel });
        await AssertCancelledAsync(app);
        Assert.InRange(app.Simulator.Statistics.RestCalls, 1, 199);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancel_that_comes_between_two_children_is_not_lost(bool isAfterTheFirstChildsEnd)
    {
        await using var app = await StartAsync();
        var store = app.Engine.Store;
        store.Deliver = message =>
        {
            if (message.Event is not SubOrchestrationInstanceCompletedEvent) return true;

            // Both are delivered before the parent can look at either.
            store.Deliver = _ => true;
            if (isAfterTheFirstChildsEnd) store.Send(message);
            store.Send(Cancel());
            return !isAfterTheFirstChildsEnd;
        };

        await app.Engine.RunAsync();

        await AssertCancelledAsync(app);
        Assert.InRange(app.Simulator.Statistics.RestCalls, ShortGeneration, ShortGeneration + app.Options.MaxConcurrentCalls);
    }

    [Fact]
    public async Task A_cancel_that_never_reaches_the_child_ends_the_run_with_the_childs_generation()
    {
        await using var app = await StartAsync();
        app.Engine.Store.Deliver = message => message is not { Event: EventRaisedEvent, OrchestrationInstance.InstanceId: FirstChild };
        app.Engine.BeforeActivity = (name, before) => name == "TakeStep" && before == 10 ? app.RaiseAsync(RunEvents.Cancel) : Task.CompletedTask;

        await app.Engine.RunAsync();

        await AssertCancelledAsync(app);
        Assert.DoesNotContain(SecondChild, app.Engine.Store.Instances);
        Assert.Equal(ShortGeneration, app.Simulator.Statistics.RestCalls);
    }

    [Fact]
    public async Task A_cancel_that_comes_before_anything_was_sent_sends_nothing()
    {
        await using var app = await SyncApp.StartAsync();
        app.Engine.BeforeActivity = (name, _) => name == "Plan" ? app.RaiseAsync(RunEvents.Cancel) : Task.CompletedTask;

        await app.StartRunAsync(100);
        await app.Engine.RunAsync();

        await AssertCancelledAsync(app);
        Assert.Equal(0, app.Simulator.Statistics.RestCalls);
    }

    [Fact]
    public async Task A_cancelled_run_by_files_ends_once_it_is_known_what_became_of_those_that_Marketo_has()
    {
        await using var app = await SyncApp.StartAsync(new AppOptions { IsByFiles = true, MaxImportBytes = 5_000 });
        app.Engine.BeforeActivity = (name, before) => name == "TakeStep" && before == 5 ? app.RaiseAsync(RunEvents.Cancel) : Task.CompletedTask;

        await app.StartRunAsync(2_000, isNarrow: true);
        await app.Engine.RunAsync();

        var report = await app.ReportAsync();
        Assert.Equal(RunState.Cancelled, report.State);
        Assert.Equal(2_000, report.Records["imported"] + report.Records["notSent"]);
        Assert.Equal(app.Simulator.Imports.Totals.RowsImported, report.Records["imported"]);
        Assert.InRange(app.Simulator.Imports.All.Count, 1, 6);
        Assert.All(app.Simulator.Imports.All, job => Assert.Equal(ImportStatus.Complete, job.Status));
    }

    /// <summary>A run of several generations, which end early: when no further batch is cut.</summary>
    private static async Task<SyncApp> StartAsync()
    {
        var app = await SyncApp.StartAsync(new AppOptions { MaxBatchRecords = 1 });
        app.Engine.Instead["SendBatches"] = async context =>
        {
            var work = context.GetInput<JsonElement>().Deserialize(OrchestrationJson.Default.Work)!;
            var left = await SendOrchestration.RunAsync(new DurableContext(context), work with { Stored = work.Cursor + 1 });
            return JsonSerializer.SerializeToElement(left with { Stored = work.Stored }, OrchestrationJson.Default.Work);
        };
        await app.StartRunAsync(4 * ShortGeneration, isNarrow: true);
        return app;
    }

    private static TaskMessage Cancel() => new()
    {
        OrchestrationInstance = new OrchestrationInstance { InstanceId = SyncApp.Run },
        Event = new EventRaisedEvent(-1, "true") { Name = RunEvents.Cancel },
    };

    private static async Task AssertCancelledAsync(SyncApp app)
    {
        Assert.Equal(RunPhase.Ended, (await app.ActivityAsync())!.Phase);
        var report = await app.ReportAsync();
        Assert.Equal(RunState.Cancelled, report.State);
        Assert.Equal(report.Records["total"], report.Records["created"] + report.Records["notSent"]);
        Assert.Equal(app.Simulator.Ledger.Totals.Created, report.Records["created"]);
        Assert.True(report.Records["notSent"] > 0);
    }
}
