using MarketoSync.Budget;
using MarketoSync.Embedded;
using MarketoSync.Orchestration;
using MarketoSync.Runs;

namespace MarketoSync.Functions.Tests.Support;

/// <summary>The command line's engine, on the same parts as an app.</summary>
internal static class EmbeddedRun
{
    /// <summary>Runs to the end, where Marketo lets it go through without a wait.</summary>
    public static async Task RunAsync(SyncApp app, RunInput input)
    {
        using var budget = new CallBudget(
            new CallLimits(1_000_000, TimeSpan.FromSeconds(20), input.MaxInFlight, int.MaxValue), new DailyCallsInMemory(), app.Time);
        using var journal = Journal.TryOpen(Path.Combine(app.RunFolder, RunFiles.Journal))!;
        var engine = new EmbeddedEngine(journal, app.Steps(budget, mayBeAlive: false).Table(), app.Time, _ => { });

        var end = await engine.RunAsync(
            SyncOrchestration.RunAsync, input, OrchestrationJson.Default.RunInput, RunEvents.Resume, CancellationToken.None);

        Assert.Equal(EngineEnd.Finished, end);
    }
}
