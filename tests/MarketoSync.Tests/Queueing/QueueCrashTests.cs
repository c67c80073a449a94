using FsCheck.Xunit;
using MarketoSync.Tests.Inbox;
using MarketoSync.Tests.Runs;

namespace MarketoSync.Tests.Queueing;

public sealed class QueueCrashTests
{
    private const string NoMessage = "no message of ours";

    /// <summary>So long that the process's turn is over and all that it received can be received again.</summary>
    private static readonly TimeSpan s_heldUp = TimeSpan.FromMinutes(11);

    /// <summary>Posts of several kinds, one of a bad record, one of several records, and what no run can be made of.</summary>
    private static readonly string?[] s_first =
    [
        Posts.Of(Posts.Lead("a")), Posts.With([Posts.Lead("b")], "updateOnly"), NoMessage, Posts.Of(Posts.Lead("c"), Posts.Lead("d"), "{\"email\":"),
        null, Posts.Of("""{"email":"a@x.example","score":2}"""),
    ];

    private static readonly string?[] s_second = [Posts.Of(Posts.Lead("e")), Posts.Of("""{"email":"a@x.example","score":3}""")];

    private static readonly string[] s_records =
    [
        Posts.Lead("a"), Posts.Lead("b"), Posts.Lead("c"), Posts.Lead("d"), "{\"email\":", """{"email":"a@x.example","score":2}""",
        Posts.Lead("e"), """{"email":"a@x.example","score":3}""",
    ];

    [Theory]
    [InlineData(Mishap.FailsBefore)]
    [InlineData(Mishap.FailsAfter)]
    [InlineData(Mishap.DiesBefore)]
    [InlineData(Mishap.DiesAfter)]
    public Task Whichever_call_goes_wrong_each_message_ends_up_in_one_run(Mishap mishap) =>
        IntakeCrashes.TryAsync(mishap, 40, AssertEachInOneRunAsync);

    [Theory]
    [InlineData(Mishap.HeldUpBefore, true)]
    [InlineData(Mishap.HeldUpBefore, false)]
    [InlineData(Mishap.HeldUpAfter, true)]
    [InlineData(Mishap.HeldUpAfter, false)]
    public Task Whichever_call_a_drain_is_held_up_at_while_others_take_its_turn_each_message_ends_up_in_one_run(Mishap mishap, bool runsEnd) =>
        IntakeCrashes.HoldUpAsync(mishap, 40, AssertEachInOneRunAsync, s_heldUp, world => world.Drain().DrainAsync(default), runsEnd);

    [Property(MaxTest = 150)]
    public async Task Whatever_goes_wrong_time_and_again_each_message_ends_up_in_one_run_and_in_its_order((byte What, byte Call)[] steps)
    {
        var world = new IntakeWorld();
        var sent = new List<string>();
        foreach (var (what, call) in steps)
        {
            var process = new WatchedProcess(call % 60, (Mishap)(what % 4));
            switch (what % 5)
            {
                case 0 or 1:
                    sent.Add($$"""{"email":"{{call % 3}}@x.example","n":{{sent.Count}}}""");
                    world.Queue.Put(Posts.With([sent[^1]], call % 7 == 0 ? "updateOnly" : "createOrUpdate"));
                    break;
                case 2 or 3:
                    await EveryCall.SurviveAsync(() => world.Drain(process, mostMessages: 3).DrainAsync(default));
                    break;
                default:
                    await world.EndAllAsync();
                    break;
            }

            // Receptions are not what this is about: very many set a message aside.
            world.Time.Advance(TimeSpan.FromMinutes(call % 13));
            if (world.Queue.MostTimesReceived >= 35) break;
        }

        await world.GoOnAsync(12 + sent.Count);
        Assert.Equal(sent.Order(), (await world.StartedRecordsAsync()).Order());
        Assert.Equal(0, world.Queue.Count);
        Assert.Empty(world.Queue.SetAside);
        foreach (var run in world.Engine.Started)
        {
            var records = await world.RecordsAsync(run);
            Assert.Equal(records.OrderBy(record => sent.IndexOf(record)), records);
        }
    }

    [Theory]
    [InlineData(Mishap.FailsBefore)]
    [InlineData(Mishap.FailsAfter)]
    [InlineData(Mishap.DiesBefore)]
    [InlineData(Mishap.DiesAfter)]
    public Task Whichever_call_goes_wrong_no_change_overtakes_an_earlier_one(Mishap mishap) => IntakeCrashes.TryAsync(mishap, 10, async (world, process) =>
    {
        var changes = Enumerable.Range(0, 4).Select(number => $$"""{"email":"a@x.example","n":{{number}}}""").ToList();
        foreach (var change in changes[..2]) world.Queue.Put(Posts.Of(change));
        await EveryCall.SurviveAsync(() => world.Drain(process).DrainAsync(default));

        // When the schedule comes round each minute
        for (var minute = 0; minute < 30; minute++)
        {
            world.Time.Advance(TimeSpan.FromMinutes(1));
            if (minute is 0 or 9) world.Queue.Put(Posts.Of(changes[minute == 0 ? 2 : 3]));
            await world.Round().RunAsync(default);
            await world.EndAllAsync();
        }

        Assert.Equal(changes, await world.StartedRecordsAsync());
    });

    [Fact]
    public async Task Of_two_drains_at_once_one_takes_all()
    {
        var world = new IntakeWorld();
        foreach (var message in s_first) world.Queue.Put(message);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.Drain().DrainAsync(default))));
        await AssertEachInOneRunAsync(world, s_records[..6]);
    }

    private static async Task TwoDrainsAsync(IntakeWorld world, WatchedProcess process)
    {
        foreach (var message in s_first) world.Queue.Put(message);
        await EveryCall.SurviveAsync(() => world.Drain(process).DrainAsync(default));
        await world.EndAllAsync();
        world.Time.Advance(TimeSpan.FromMinutes(2));
        foreach (var message in s_second) world.Queue.Put(message);
        await EveryCall.SurviveAsync(() => world.Drain(process).DrainAsync(default));
    }

    private static async Task AssertEachInOneRunAsync(IntakeWorld world, WatchedProcess process)
    {
        await TwoDrainsAsync(world, process);
        await AssertEachInOneRunAsync(world, s_records);
    }

    private static async Task AssertEachInOneRunAsync(IntakeWorld world, string[] records)
    {
        await world.GoOnAsync();
        Assert.Equal(records.Order(), (await world.StartedRecordsAsync()).Order());
        Assert.Equal(0, world.Queue.Count);
        Assert.Equal(2, world.Queue.SetAside.Count);
        Assert.Equal(world.Engine.Started.Order(), world.Store.Runs().Order());
    }
}
