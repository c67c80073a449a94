using System.Text.Json;
using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using MarketoSync.Functions.Orchestrations;
using MarketoSync.Functions.Tests.Engine;
using MarketoSync.Functions.Tests.Support;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using Microsoft.DurableTask;

namespace MarketoSync.Functions.Tests.Replay;

/// <summary>
/// Runs that are under way when a new version is deployed go on with its code, on the history that the old code made. The histories are
/// kept by the version of host.json that they ran under. If one no longer replays, either the change is to be made otherwise, or it needs
/// a new version and the old code beside the new.
/// </summary>
public sealed class ReplayTests
{
    /// <summary>Names a folder to write this version's histories to: that is how those that are kept were made.</summary>
    private const string WriteTo = "MARKETO_SYNC_HISTORIES";

    private static readonly string s_kept = Path.Combine(AppContext.BaseDirectory, "Histories");

    public static TheoryData<string> Kept { get; } =
        new(Directory.GetFiles(s_kept, "*.json", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(s_kept, path)).Order());

    [Theory]
    [MemberData(nameof(Kept))]
    public void The_code_of_today_goes_on_with_a_history_of_each_version(string kept)
    {
        var history = HistoryFile.Read(Path.Combine(s_kept, kept));

        AssertReplays(history);
    }

    [Fact]
    public async Task A_history_of_today_replays_and_so_it_does_when_it_was_written_and_read()
    {
        await using var app = await EventfulRunAsync();
        var folder = Environment.GetEnvironmentVariable(WriteTo) ?? app.RunFolder;
        foreach (var instance in app.Engine.Store.Instances)
        {
            var history = app.Engine.Store.History(instance);
            AssertReplays(history);

            var path = Path.Combine(folder, $"{history.OfType<ExecutionStartedEvent>().Single().Name}{instance[SyncApp.Run.Length..]}.json");
            HistoryFile.Write(path, history);
            AssertReplays(HistoryFile.Read(path));
        }
    }

    [Fact]
    public void Code_that_takes_its_steps_in_another_order_is_told_apart() =>
        AssertFails("SyncRun.json", async context =>
        {
            await context.CallActivityAsync<JsonElement>("WriteReport");
            return await SyncRun.RunAsync(context);
        });

    [Fact]
    public void Code_that_waits_where_the_old_did_not_is_told_apart() =>
        AssertFails("SendBatches.0001.json", async context =>
        {
            await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
            return await SendBatches.RunAsync(context);
        });

    [Fact]
    public void Code_that_takes_one_step_more_at_the_end_is_told_apart()
    {
        var history = HistoryFile.Read(Path.Combine(s_kept, "1.0", "SyncRun.json"));

        var replayed = Replayed.On(history, async context =>
        {
            var end = await SyncRun.RunAsync(context);
            await context.CallActivityAsync<JsonElement>("FileAway");
            return end;
        });

        Assert.Null(replayed.Status);
        Assert.Single(replayed.More);
    }

    private static void AssertReplays(IReadOnlyList<HistoryEvent> history)
    {
        var name = history.OfType<ExecutionStartedEvent>().Single().Name;

        var replayed = Replayed.On(history, context => FunctionApp.OrchestrateAsync(name, context));

        Assert.Null(replayed.Fault);
        Assert.Equal(OrchestrationStatus.Completed, replayed.Status);
        Assert.Equal(history.OfType<ExecutionCompletedEvent>().Single().Result, replayed.Result);
        Assert.Empty(replayed.More);
    }

    private static void AssertFails(string kept, Func<TaskOrchestrationContext, Task<JsonElement>> orchestration)
    {
        var replayed = Replayed.On(HistoryFile.Read(Path.Combine(s_kept, "1.0", kept)), orchestration);

        Assert.Equal(OrchestrationStatus.Failed, replayed.Status);
        Assert.Equal(typeof(NonDeterministicOrchestrationException).FullName, replayed.Fault);
    }

    /// <summary>A run in whose histories each kind of event occurs: it stops and is resumed, waits, splits, fails and is cancelled.</summary>
    private static async Task<SyncApp> EventfulRunAsync()
    {
        var app = await SyncApp.StartAsync(new AppOptions { ClientSecret = "wrong", MaxBatchRecords = 40, MaxConcurrentCalls = 3 });
        await app.StartRunAsync(1_000);
        await app.Engine.RunAsync();
        app.Deploy(settings => settings with { ClientSecret = new Secret("simulator-secret") });
        foreach (var fault in (string[])["http-413", "601", "611-after", "reset-after", "607"]) app.Simulator.FailNext(fault);
        app.Engine.BeforeActivity = (name, before) => (name, before) switch
        {
            ("TakeStep", 28) => app.RaiseAsync(RunEvents.Cancel),
            (_, 4) => throw new IOException("away"),
            _ => Task.CompletedTask,
        };
        await app.RaiseAsync(RunEvents.Resume);
        await app.Engine.RunAsync();
        return app;
    }
}
