using MarketoSync.Runs;
using MarketoSync.Tests.Inbox;
using MarketoSync.Tests.Runs;
using MarketoSync.Tests.Telemetry;

namespace MarketoSync.Tests.Queueing;

public sealed class QueueDrainTests
{
    private readonly IntakeWorld _world = new();

    [Fact]
    public async Task What_waits_becomes_one_run_for_each_thing_to_be_done()
    {
        Put(Posts.Of(Posts.Lead("a")));
        Put(Posts.With([Posts.Lead("b")], "updateOnly"));
        Put(Posts.With([Posts.Lead("c", "personId")], lookupField: "personId"));
        Put(Posts.With([Posts.Lead("d")], partition: "West"));
        Put(Posts.Of(Posts.Lead("e"), Posts.Lead("f")));

        var runs = await _world.Drain().DrainAsync(default);

        Assert.Equal(runs, _world.Engine.Started);
        Assert.Equal(4, runs.Count);
        Assert.Equal([Posts.Lead("a"), Posts.Lead("e"), Posts.Lead("f")], await _world.RecordsAsync(runs[0]));
        var definitions = await Task.WhenAll(runs.Select(run => RunDefinitionFile.ReadAsync(_world.Store.Open(run), default)));
        Assert.Equal(
            [("createOrUpdate", "email", null), ("updateOnly", "email", null), ("createOrUpdate", "personId", null), ("createOrUpdate", "email", "West")],
            definitions.Select(run => (run!.Action, run.LookupField, run.PartitionName)));
        Assert.All(definitions, run => Assert.Equal(("leads", "queue", "ndjson", null), (run!.Target, run.Source, run.Format, run.InboxVersion)));
        Assert.All(runs, run => Assert.True(RunId.IsValid(run) && RunId.TimeOf(run) == IntakeWorld.Begin));
        Assert.All(runs, run => Assert.False(_world.Engine.Input(run).IsFromInbox));
        Assert.Equal(0, _world.Queue.Count);
    }

    [Fact]
    public async Task Records_are_in_the_order_in_which_they_were_posted_however_the_queue_delivers_them()
    {
        // Given messages that were received before, which the queue delivers last from now on
        for (var number = 0; number < 70; number++)
        {
            _world.Time.Advance(TimeSpan.FromSeconds(1));
            Put(Posts.Of(Posts.Lead($"{number}")));
        }

        await _world.Queue.ReceiveAsync(20, TimeSpan.Zero, default);
        _world.Time.Advance(TimeSpan.FromSeconds(1));

        var run = Assert.Single(await _world.Drain().DrainAsync(default));

        Assert.Equal(Enumerable.Range(0, 70).Select(number => Posts.Lead($"{number}")), await _world.RecordsAsync(run));
    }

    [Fact]
    public async Task A_bad_record_is_rejected_in_its_run_and_its_text_is_kept()
    {
        Put(Posts.Of("""{"email":"a@x.example","email":"b@x.example"}"""));
        Put(Posts.Of("{\n  \"email\": \"c@x.example\"\n}"));
        Put(Posts.Of("{\"email\":\"broken\nin two\"}"));

        var run = Assert.Single(await _world.Drain().DrainAsync(default));

        var definition = (await RunDefinitionFile.ReadAsync(_world.Store.Open(run), default))!;
        Assert.Equal((1, 2), (definition.Stored, definition.Rejected));
        Assert.Equal(
            ["""{"email":"a@x.example","email":"b@x.example"}""", """{"email": "c@x.example"}""", "{\"email\":\"broken\nin two\"}"],
            await _world.RecordsAsync(run));
        Assert.Empty(_world.Queue.SetAside);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("no JSON")]
    [InlineData("""{"target":"leads","action":"createOrUpdate","lookupField":"email","records":[]}""")]
    [InlineData("""{"target":"leads","action":"createOrUpdate","lookupField":"email","records":[null]}""")]
    [InlineData("""{"target":"leads","action":"createOrUpdate","lookupField":"email","records":["\ud800"]}""")]
    [InlineData("""{"target":"leads","lookupField":"email","records":["{}"]}""")]
    [InlineData("""{"target":"moons","action":"createOrUpdate","lookupField":"email","records":["{}"]}""")]
    [InlineData("""{"target":"leads","action":"createOrUpdate","lookupField":"id","records":["{}"]}""")]
    public async Task What_no_run_can_be_made_of_is_set_aside_and_keeps_nothing_else_from_its_run(string? message)
    {
        Put(message);
        Put(Posts.Of(Posts.Lead("a")));

        await _world.Drain().DrainAsync(default);

        Assert.Equal([Posts.Lead("a")], await _world.StartedRecordsAsync());
        Assert.Equal(["1"], _world.Queue.SetAside);
        Assert.Equal(0, _world.Queue.Count);
    }

    [Fact]
    public async Task How_many_messages_are_set_aside_is_told_by_each_drain_also_while_it_takes_nothing()
    {
        using var told = new Recorder();
        _world.Telemetry = told.Telemetry;
        Put("no JSON");
        Put(Posts.Of(Posts.Lead("a")));
        await _world.Drain().DrainAsync(default);
        Put("no JSON either");
        await _world.Drain().DrainAsync(default);
        await _world.EndAllAsync();
        await _world.Drain().DrainAsync(default);

        Assert.Equal([(1.0, "{message}"), (1.0, "{message}"), (2.0, "{message}")], told.Of("marketosync.queue.set_aside").Select(measured => (measured.Value, measured.Unit!)));
    }

    [Theory]
    [InlineData(50, true)]
    [InlineData(51, false)]
    public async Task A_message_that_was_received_very_often_in_vain_is_set_aside_in_the_end(int times, bool isTaken)
    {
        Put(Posts.Of(Posts.Lead("a")));
        Put(Posts.Of(Posts.Lead("b")));
        for (var time = 1; time < times; time++) await _world.Queue.ReceiveAsync(1, TimeSpan.Zero, default);
        await _world.Drain().DrainAsync(default);

        Assert.Equal(isTaken ? [] : ["1"], _world.Queue.SetAside);
        Assert.Equal(isTaken ? 2 : 1, (await _world.StartedRecordsAsync()).Count);
    }

    [Fact]
    public async Task A_message_whose_content_cannot_be_read_for_now_is_left_for_later_and_keeps_nothing_else_from_its_run()
    {
        Put(Posts.Of(Posts.Lead("a")));
        Put(Posts.Of(Posts.Lead("b")));
        _world.Queue.Unreadable.Add("1");
        await _world.Drain().DrainAsync(default);
        await _world.EndAllAsync();
        Assert.Equal([Posts.Lead("b")], await _world.StartedRecordsAsync());

        _world.Queue.Unreadable.Clear();
        await _world.GoOnAsync(2);

        Assert.Equal([Posts.Lead("b"), Posts.Lead("a")], await _world.StartedRecordsAsync());
        Assert.Empty(_world.Queue.SetAside);
    }

    [Fact]
    public async Task A_message_whose_content_can_never_be_read_is_set_aside_in_the_end()
    {
        Put(Posts.Of(Posts.Lead("a")));
        _world.Queue.Unreadable.Add("1");
        for (var round = 0; round < 50; round++)
        {
            await _world.Drain().DrainAsync(default);
            _world.Time.Advance(TimeSpan.FromMinutes(11));
        }

        Assert.Empty(_world.Queue.SetAside);
        await _world.Drain().DrainAsync(default);
        Assert.Equal(["1"], _world.Queue.SetAside);
    }

    [Fact]
    public async Task A_message_that_is_in_a_run_is_never_set_aside_however_often_it_comes()
    {
        Put(Posts.Of(Posts.Lead("a")));
        var dies = new WatchedProcess(CallOf("IRecordQueue.DeleteAsync"), Mishap.DiesBefore);
        await EveryCall.SurviveAsync(() => _world.Drain(dies).DrainAsync(default));
        Assert.True(dies.IsDead);
        Assert.Single(_world.Engine.Started);
        await _world.EndAllAsync();
        _world.Time.Advance(TimeSpan.FromMinutes(11));
        for (var time = 0; time < 60; time++) await _world.Queue.ReceiveAsync(1, TimeSpan.Zero, default);

        Assert.Empty(await _world.Drain().DrainAsync(default));

        Assert.Empty(_world.Queue.SetAside);
        Assert.Equal(0, _world.Queue.Count);
        Assert.Single(_world.Engine.Started);
    }

    [Theory]
    [InlineData(RunPhase.Running, true)]
    [InlineData(RunPhase.Stopped, true)]
    [InlineData(RunPhase.Ended, false)]
    [InlineData(RunPhase.Failed, false)]
    public async Task While_a_run_of_the_queue_is_not_over_the_next_records_wait(RunPhase phase, bool wait)
    {
        Put(Posts.Of(Posts.Lead("a")));
        var first = Assert.Single(await _world.Drain().DrainAsync(default));
        _world.Engine.Set(first, new RunActivity(phase));
        Put(Posts.Of(Posts.Lead("b")));

        Assert.Equal(wait, (await _world.Drain().DrainAsync(default)).Count == 0);
        Assert.Equal(wait ? 1 : 0, _world.Queue.Count);

        await _world.GoOnAsync(3);
        Assert.Equal([Posts.Lead("a"), Posts.Lead("b")], await _world.StartedRecordsAsync());
    }

    [Fact]
    public async Task A_run_that_the_engine_has_forgotten_and_whose_report_is_there_is_not_begun_again()
    {
        Put(Posts.Of(Posts.Lead("a")));
        var run = Assert.Single(await _world.Drain().DrainAsync(default));
        await _world.EndAllAsync();
        _world.Engine.Forget(run);

        Assert.Empty(await _world.Drain().DrainAsync(default));

        Assert.Null(await _world.Engine.ActivityAsync(run, default));
    }

    [Theory]
    [InlineData(40, 1 << 20)]
    [InlineData(1000, 3000)]
    public async Task A_drain_takes_so_many_messages_and_so_many_bytes_and_the_next_one_takes_the_rest(int mostMessages, long mostBytes)
    {
        for (var number = 0; number < 100; number++) Put(Posts.Of(Posts.Lead($"{number}")));

        var first = Assert.Single(await _world.Drain(null, mostMessages, mostBytes).DrainAsync(default));

        Assert.InRange((await _world.RecordsAsync(first)).Count, 32, 64);
        await _world.GoOnAsync(3);
        Assert.Equal(100, (await _world.StartedRecordsAsync()).Distinct().Count());
        Assert.Equal(2, _world.Engine.Started.Count);
    }

    [Fact]
    public async Task Of_several_messages_with_the_same_post_the_first_is_in_a_run_and_all_are_deleted()
    {
        Put(Posts.With([Posts.Lead("a")], post: "p"));
        _world.Time.Advance(TimeSpan.FromSeconds(1));
        Put(Posts.With([Posts.Lead("b")], post: "q"));
        _world.Time.Advance(TimeSpan.FromSeconds(1));
        Put(Posts.With([Posts.Lead("a")], post: "p"));

        await _world.Drain().DrainAsync(default);

        Assert.Equal([Posts.Lead("a"), Posts.Lead("b")], await _world.StartedRecordsAsync());
        Assert.Equal(0, _world.Queue.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_copy_of_a_message_that_comes_when_that_is_in_a_run_is_in_none(bool dies)
    {
        Put(Posts.With([Posts.Lead("a")], post: "p"));
        var process = dies ? new WatchedProcess(CallOf("IRecordQueue.DeleteAsync"), Mishap.DiesBefore) : null;
        await EveryCall.SurviveAsync(() => _world.Drain(process).DrainAsync(default));
        await _world.EndAllAsync();
        for (var minute = 0; minute < 50; minute++)
        {
            _world.Time.Advance(TimeSpan.FromMinutes(1));
            if (minute % 7 == 0) Put(Posts.With([Posts.Lead("a")], post: "p"));
            await _world.Drain().DrainAsync(default);
        }

        Assert.Equal([Posts.Lead("a")], await _world.StartedRecordsAsync());
        Assert.Equal(0, _world.Queue.Count);

        _world.Time.Advance(TimeSpan.FromMinutes(61));
        await _world.Drain().DrainAsync(default);
        Assert.Contains("\"over\":[]", _world.Store.Shared.Text("queue.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_queue_makes_no_run_and_leaves_nothing_behind()
    {
        Assert.Empty(await _world.Drain().DrainAsync(default));

        Assert.Empty(_world.Store.Runs());
        Assert.True(_world.Store.Shared.IsEmpty);
    }

    [Fact]
    public async Task When_all_is_over_nothing_is_kept_in_mind()
    {
        Put(Posts.Of(Posts.Lead("a")));
        await _world.GoOnAsync(2);

        Assert.Contains("\"notes\":[],\"discarded\":[]", _world.Store.Shared.Text("queue.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_that_never_come_again_are_kept_in_mind_for_a_week()
    {
        Put(Posts.Of(Posts.Lead("a")));
        var dies = new WatchedProcess(CallOf("IRecordQueue.DeleteAsync"), Mishap.DiesAfter);
        await EveryCall.SurviveAsync(() => _world.Drain(dies).DrainAsync(default));
        await _world.EndAllAsync();

        _world.Time.Advance(TimeSpan.FromDays(6));
        await _world.Drain().DrainAsync(default);
        Assert.Contains("\"messages\":[\"1\"]", _world.Store.Shared.Text("queue.json"), StringComparison.Ordinal);

        _world.Time.Advance(TimeSpan.FromDays(2));
        await _world.Drain().DrainAsync(default);
        await _world.Drain().DrainAsync(default);
        Assert.Contains("\"notes\":[]", _world.Store.Shared.Text("queue.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_subscription_s_run_is_not_begun_and_its_messages_are_not_taken_again()
    {
        Put(Posts.Of(Posts.Lead("a")));
        var dies = new WatchedProcess(CallOf("IRunEngine.StartAsync"), Mishap.DiesBefore);
        await EveryCall.SurviveAsync(() => _world.Drain(dies).DrainAsync(default));
        var run = Assert.Single(_world.Store.Runs());
        var definition = (await RunDefinitionFile.ReadAsync(_world.Store.Open(run), default))!;
        await RunDefinitionFile.WriteAsync(_world.Store.Open(run), definition with { Subscription = "other.example" }, default);
        _world.Time.Advance(TimeSpan.FromMinutes(11));

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => _world.Drain().DrainAsync(default));

        Assert.Contains("other.example", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_world.Engine.Started);
        Assert.Equal(1, _world.Queue.Count);
    }

    /// <summary>Which call of a drain of one message it is.</summary>
    private static int CallOf(string name)
    {
        for (var call = 1; call < 100; call++)
        {
            var process = new WatchedProcess(call, Mishap.DiesBefore);
            var world = new IntakeWorld();
            world.Queue.Put(Posts.Of(Posts.Lead("x")));
            EveryCall.SurviveAsync(() => world.Drain(process).DrainAsync(default)).GetAwaiter().GetResult();
            if (process.Hit == name) return call;
        }

        throw new InvalidOperationException($"No drain calls {name}.");
    }

    private void Put(string? message) => _world.Queue.Put(message);
}
