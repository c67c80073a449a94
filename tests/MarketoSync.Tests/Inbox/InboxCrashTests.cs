using FsCheck.Xunit;
using MarketoSync.Tests.Queueing;
using MarketoSync.Tests.Runs;

namespace MarketoSync.Tests.Inbox;

public sealed class InboxCrashTests
{
    private static readonly (string Name, string Content)[] s_files =
    [
        ("a.ndjson", Posts.Lead("a1") + "\n" + Posts.Lead("a2")),
        ("b.txt", "of no known format"),
        ("c.json", "[" + Posts.Lead("c1")),
        ("d.csv", "email\n"),
        ("e/f.ndjson", Posts.Lead("f1")),
    ];

    private static readonly string[] s_records = [Posts.Lead("a1"), Posts.Lead("a2"), Posts.Lead("f1"), Posts.Lead("later")];

    [Theory]
    [InlineData(Mishap.FailsBefore)]
    [InlineData(Mishap.FailsAfter)]
    [InlineData(Mishap.DiesBefore)]
    [InlineData(Mishap.DiesAfter)]
    public Task Whichever_call_goes_wrong_each_file_is_synced_in_one_run_and_filed_away(Mishap mishap) =>
        IntakeCrashes.TryAsync(mishap, 100, AssertEachInOneRunAsync);

    [Theory]
    [InlineData(Mishap.HeldUpBefore, true)]
    [InlineData(Mishap.HeldUpBefore, false)]
    [InlineData(Mishap.HeldUpAfter, true)]
    [InlineData(Mishap.HeldUpAfter, false)]
    public Task Whichever_call_a_sweep_is_held_up_at_while_others_take_its_turn_each_file_is_synced_in_one_run(Mishap mishap, bool runsEnd) =>
        IntakeCrashes.HoldUpAsync(
            mishap, 100, AssertEachInOneRunAsync, TimeSpan.FromMinutes(2), world => world.Sweep().SweepAsync(default), runsEnd);

    [Property(MaxTest = 150)]
    public async Task Whatever_goes_wrong_time_and_again_each_version_that_was_not_replaced_is_synced_in_one_run((byte What, byte Call)[] steps)
    {
        var world = new IntakeWorld();
        var sent = new List<string>();
        foreach (var (what, call) in steps)
        {
            var process = new WatchedProcess(call % 60, (Mishap)(what % 4));
            var name = $"{call % 4}.ndjson";
            switch (what % 5)
            {
                case 0 when !world.Inbox.Names.Contains(name):
                    sent.Add(Posts.Lead($"n{sent.Count}"));
                    world.Inbox.Put(name, sent[^1]);
                    break;
                case 1 or 2:
                    await EveryCall.SurviveAsync(() => world.Sweep(process).SweepAsync(default));
                    break;
                case 3:
                    await EveryCall.SurviveAsync(() => world.Sweep(process).BeginAsync(name, new(), default));
                    break;
                default:
                    await EveryCall.SurviveAsync(() => world.EndAllAsync(process));
                    break;
            }

            world.Time.Advance(TimeSpan.FromMinutes(call % 3));
        }

        await world.GoOnAsync();
        Assert.Equal(sent.Order(), (await world.StartedRecordsAsync()).Order());
        Assert.Empty(world.Inbox.Names);
        Assert.Equal(world.Engine.Started.Order(), world.Store.Runs().Order());
    }

    [Fact]
    public async Task Of_two_sweeps_at_once_one_does_all()
    {
        var world = new IntakeWorld();
        foreach (var (name, content) in s_files) world.Inbox.Put(name, content);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.Sweep().SweepAsync(default))));
        Assert.Single(world.Engine.Started);
        await world.EndAllAsync();
        world.Inbox.Put("a.ndjson", Posts.Lead("later"));
        await AssertEachInOneRunAsync(world);
    }

    /// <summary>All files, one of which comes once more, with other content, when it was synced.</summary>
    private static async Task AllFilesAsync(IntakeWorld world, WatchedProcess process)
    {
        foreach (var (name, content) in s_files) world.Inbox.Put(name, content);
        await EveryCall.SurviveAsync(() => world.Sweep(process).SweepAsync(default));
        await EveryCall.SurviveAsync(() => world.EndAllAsync(process));
        while (world.Inbox.Names.Contains("a.ndjson"))
        {
            world.Time.Advance(TimeSpan.FromMinutes(2));
            await world.Sweep().SweepAsync(default);
            await world.EndAllAsync();
        }

        world.Inbox.Put("a.ndjson", Posts.Lead("later"));
        await EveryCall.SurviveAsync(() => world.EndAllAsync(process));
        await EveryCall.SurviveAsync(() => world.Sweep(process).SweepAsync(default));
        await EveryCall.SurviveAsync(() => world.EndAllAsync(process));
    }

    private static async Task AssertEachInOneRunAsync(IntakeWorld world, WatchedProcess process)
    {
        await AllFilesAsync(world, process);
        await AssertEachInOneRunAsync(world);
    }

    private static async Task AssertEachInOneRunAsync(IntakeWorld world)
    {
        await world.GoOnAsync();
        Assert.Equal(s_records.Order(), (await world.StartedRecordsAsync()).Order());
        Assert.Empty(world.Inbox.Names);
        Assert.Equal(world.Engine.Started.Order(), world.Store.Runs().Order());

        var reports = world.Inbox.Filed.Where(filed => filed.Key.EndsWith(".report.json", StringComparison.Ordinal)).ToList();
        Assert.Equal(2 * reports.Count, world.Inbox.Filed.Count);
        Assert.Equal(6, reports.Count);
        Assert.Equal(4, reports.Count(filed => Tells(filed, "archive/", "\"completed\"")));
        Assert.Equal(2, reports.Count(filed => Tells(filed, "failed/", "\"reason\"")));
    }

    private static bool Tells(KeyValuePair<string, string> report, string place, string text) =>
        report.Key.StartsWith(place, StringComparison.Ordinal) && report.Value.Contains(text, StringComparison.Ordinal);
}
