using MarketoSync.Inbox;
using MarketoSync.Runs;
using MarketoSync.Tests.Preflight;
using MarketoSync.Tests.Queueing;
using MarketoSync.Tests.Runs;

namespace MarketoSync.Tests.Inbox;

public sealed class InboxSweepTests
{
    private readonly IntakeWorld _world = new();

    [Fact]
    public async Task A_file_is_synced_as_the_settings_say_and_filed_away_with_its_report()
    {
        _world.Settings = _world.Settings with { InboxOptions = new SyncOptions(Action: "updateOnly", LookupField: "id") };
        var file = _world.Inbox.Put("people.csv", "id,name\n7,Ada\n");

        await _world.Sweep().SweepAsync(default);

        var run = Assert.Single(_world.Engine.Started);
        var definition = (await RunDefinitionFile.ReadAsync(_world.Store.Open(run), default))!;
        Assert.Equal(
            ("leads", "updateOnly", "id", "csv", "people.csv", file.Version, 1),
            (definition.Target, definition.Action, definition.LookupField, definition.Format, definition.Source, definition.InboxVersion, definition.Stored));
        Assert.True(_world.Engine.Input(run).IsFromInbox);
        Assert.True(RunId.IsValid(run));
        Assert.Equal(file.ModifiedAt, RunId.TimeOf(run));
        Assert.Equal(["people.csv"], _world.Inbox.Names);

        await _world.EndAllAsync();

        Assert.Empty(_world.Inbox.Names);
        Assert.Equal([$"archive/people.{run}.csv", $"archive/people.{run}.csv.report.json"], _world.Inbox.Filed.Keys);
        Assert.Equal(_world.Store.Open(run).Text(RunFiles.Report), _world.Inbox.Filed[$"archive/people.{run}.csv.report.json"]);
    }

    [Fact]
    public async Task The_fields_of_a_file_become_what_the_settings_say()
    {
        _world.Settings = _world.Settings with { InboxOptions = new SyncOptions(Map: """{"rename":{"E-Mail":"email"},"drop":["note"]}""") };
        _world.Inbox.Put("people.csv", "E-Mail,notes\na@example.com,x\n");

        await _world.Sweep().SweepAsync(default);

        var run = Assert.Single(_world.Engine.Started);
        Assert.Equal("{\"email\":\"a@example.com\",\"notes\":\"x\"}\n", _world.Store.Open(run).Text(RunFiles.Records));
        Assert.Equal(["note"], (await RunDefinitionFile.ReadAsync(_world.Store.Open(run), default))!.Unmatched);
    }

    [Fact]
    public async Task Files_follow_one_another_by_name_and_without_waiting_for_the_schedule()
    {
        foreach (var name in new[] { "c", "a", "b" }) _world.Inbox.Put($"{name}.ndjson", Posts.Lead(name));

        await _world.Sweep().SweepAsync(default);
        for (var begun = 1; begun <= 3; begun++)
        {
            Assert.Equal(begun, _world.Engine.Started.Count);
            await _world.Sweep().SweepAsync(default);
            await _world.EndAllAsync();
        }

        Assert.Equal([Posts.Lead("a"), Posts.Lead("b"), Posts.Lead("c")], await _world.StartedRecordsAsync());
        Assert.Empty(_world.Inbox.Names);
    }

    [Fact]
    public async Task Where_there_is_no_schedule_no_file_follows()
    {
        _world.Settings = _world.Settings with { Schedule = null };
        _world.Inbox.Put("a.ndjson", Posts.Lead("a"));
        _world.Inbox.Put("b.ndjson", Posts.Lead("b"));

        Assert.IsType<InboxBegin.Begun>(await BeginAsync("b.ndjson"));
        await _world.EndAllAsync();

        Assert.Equal(["a.ndjson"], _world.Inbox.Names);
        Assert.Single(_world.Engine.Started);
    }

    [Theory]
    [InlineData("updateOnly", "id", null, true)]
    [InlineData("UPDATEONLY", " id ", "ndjson", true)]
    [InlineData(null, null, null, false)]
    [InlineData("updateOnly", "email", null, false)]
    [InlineData("updateOnly", "id", "csv", false)]
    public async Task Who_asks_for_a_file_that_is_being_synced_gets_its_run_only_if_that_is_with_the_same_options(
        string? action, string? key, string? format, bool isSame)
    {
        _world.Settings = _world.Settings with { InboxOptions = new SyncOptions(Action: "updateOnly", LookupField: "id") };
        _world.Inbox.Put("a.ndjson", Posts.Lead("a", "id"));
        await _world.Sweep().SweepAsync(default);
        var run = Assert.Single(_world.Engine.Started);

        var begin = await _world.Sweep().BeginAsync("a.ndjson", new SyncOptions(Action: action, LookupField: key, Format: format), default);

        Assert.Equal(isSame ? new InboxBegin.Begun(run) : new InboxBegin.Busy(run), begin);
        Assert.Single(_world.Engine.Started);
    }

    [Theory]
    [InlineData(RunPhase.Running)]
    [InlineData(RunPhase.Stopped)]
    public async Task A_run_that_is_not_over_keeps_the_next_file_waiting(RunPhase phase)
    {
        _world.Inbox.Put("a.ndjson", Posts.Lead("a"));
        _world.Inbox.Put("b.ndjson", Posts.Lead("b"));
        await _world.Sweep().SweepAsync(default);
        _world.Engine.Set(_world.Engine.Started.Single(), new RunActivity(phase));

        await _world.Sweep().SweepAsync(default);

        Assert.Single(_world.Engine.Started);
        Assert.Equal(2, _world.Inbox.Names.Length);
    }

    [Fact]
    public async Task A_run_that_broke_down_is_told_of_beside_its_file_and_the_next_file_follows()
    {
        _world.Inbox.Put("a.ndjson", Posts.Lead("a"));
        _world.Inbox.Put("b.ndjson", Posts.Lead("b"));
        await _world.Sweep().SweepAsync(default);
        var run = _world.Engine.Started.Single();
        _world.Engine.Set(run, new RunActivity(RunPhase.Failed, Fault: "The disk is full."));

        await _world.Sweep().SweepAsync(default);

        var report = _world.Inbox.Filed[$"failed/a.{run}.ndjson.report.json"];
        Assert.Contains("The disk is full.", report, StringComparison.Ordinal);
        Assert.Contains(run, report, StringComparison.Ordinal);
        Assert.Equal(2, _world.Engine.Started.Count);
    }

    [Fact]
    public async Task A_run_that_broke_down_when_its_report_was_written_is_filed_as_what_it_is()
    {
        _world.Inbox.Put("a.ndjson", Posts.Lead("a"));
        await _world.Sweep().SweepAsync(default);
        var process = new WatchedProcess(CallOfFiling(), Mishap.FailsBefore);
        await _world.EndAllAsync(process);
        Assert.Equal("IInbox.FileAwayAsync", process.Hit);
        var run = _world.Engine.Started.Single();
        Assert.Equal(RunPhase.Failed, (await _world.Engine.ActivityAsync(run, default))!.Phase);

        await _world.Sweep().SweepAsync(default);

        Assert.Contains($"archive/a.{run}.ndjson", _world.Inbox.Filed.Keys);
    }

    [Fact]
    public async Task A_cancelled_run_s_file_goes_to_the_archive_and_its_report_says_so()
    {
        _world.Inbox.Put("a.ndjson", Posts.Lead("a"));
        await _world.Sweep().SweepAsync(default);
        var run = _world.Engine.Started.Single();
        await _world.Engine.EndAsync(run, _world.Sweep(), RunState.Cancelled);

        Assert.Contains("\"cancelled\"", _world.Inbox.Filed[$"archive/a.{run}.ndjson.report.json"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.txt", "email", "\"reason\": \"format cannot be told by the name of a.txt.")]
    [InlineData("a.json", "[{\"email\":\"a@x.example\"},\n{\"email\"", "\"line\": 2")]
    [InlineData("a.csv", "email,email\nx,y\n", "\"line\": 1")]
    public async Task What_cannot_be_read_is_told_of_beside_its_file_leaves_no_run_and_the_next_file_follows(string name, string content, string told)
    {
        _world.Inbox.Put(name, content);
        _world.Inbox.Put("b.ndjson", Posts.Lead("b"));

        await _world.Sweep().SweepAsync(default);

        var (report, file) = (_world.Inbox.Filed.Last().Value, _world.Inbox.Filed.First().Value);
        Assert.All(_world.Inbox.Filed.Keys, key => Assert.StartsWith("failed/a.", key, StringComparison.Ordinal));
        Assert.Contains(told, report, StringComparison.Ordinal);
        Assert.Equal(content, file);
        Assert.Equal([Posts.Lead("b")], await _world.StartedRecordsAsync());
        Assert.Single(_world.Store.Runs());
    }

    [Fact]
    public async Task A_file_without_records_is_a_run_without_records()
    {
        _world.Inbox.Put("a.csv", "email\n");
        await _world.Sweep().SweepAsync(default);
        Assert.Empty(await _world.StartedRecordsAsync());
        await _world.EndAllAsync();
        Assert.Empty(_world.Inbox.Names);
    }

    [Fact]
    public async Task The_same_file_sent_again_is_a_new_run()
    {
        for (var time = 0; time < 2; time++)
        {
            _world.Inbox.Put("a.ndjson", Posts.Lead("a"));
            await _world.Sweep().SweepAsync(default);
            await _world.EndAllAsync();
        }

        Assert.Equal(2, _world.Engine.Started.Distinct().Count());
        Assert.Equal(4, _world.Inbox.Filed.Count);
    }

    [Fact]
    public async Task A_file_that_was_replaced_while_it_was_synced_is_synced_again()
    {
        _world.Inbox.Put("a.ndjson", Posts.Lead("old"));
        await _world.Sweep().SweepAsync(default);
        _world.Inbox.Put("a.ndjson", Posts.Lead("new"));

        await _world.GoOnAsync(2);

        Assert.Equal([Posts.Lead("old"), Posts.Lead("new")], await _world.StartedRecordsAsync());
        Assert.Empty(_world.Inbox.Names);
    }

    [Fact]
    public async Task A_file_that_was_still_being_written_when_it_was_read_is_not_synced_until_it_is_whole()
    {
        _world.Inbox.Put("a.ndjson", Posts.Lead("half"));
        var grows = new WatchedProcess(
            CallOf("IInbox.FindAsync"), Mishap.HeldUpBefore, () => _world.Inbox.Put("a.ndjson", Posts.Lead("half") + "\n" + Posts.Lead("whole")));
        await _world.Sweep(grows).SweepAsync(default);
        Assert.NotNull(grows.Hit);

        await _world.GoOnAsync(2);

        Assert.Equal([Posts.Lead("half"), Posts.Lead("whole")], await _world.StartedRecordsAsync());
        Assert.Single(_world.Store.Runs());
    }

    [Fact]
    public async Task A_file_whose_run_was_removed_is_not_sent_again()
    {
        _world.Inbox.Put("a.ndjson", Posts.Lead("a"));
        await _world.Sweep().SweepAsync(default);
        var run = _world.Engine.Started.Single();
        await _world.Store.DeleteAsync(run, default);
        _world.Engine.Forget(run);

        await _world.Sweep().SweepAsync(default);

        Assert.Contains("removed", _world.Inbox.Filed[$"failed/a.{run}.ndjson.report.json"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_its_state_be_lost_a_version_that_was_synced_is_not_synced_again()
    {
        _world.Inbox.Put("a.ndjson", Posts.Lead("a"));
        await _world.Sweep().SweepAsync(default);
        _world.Store.Shared.Clear();

        await _world.Sweep().SweepAsync(default);
        Assert.Single(_world.Engine.Started);

        await _world.EndAllAsync();
        Assert.Equal(2, _world.Inbox.Filed.Count);
    }

    [Fact]
    public async Task A_run_that_came_from_elsewhere_is_not_filed_away()
    {
        await _world.Sweep().FileAwayAsync("unknown", default);
        _world.Queue.Put(Posts.Of(Posts.Lead("a")));
        var run = Assert.Single(await _world.Drain().DrainAsync(default));
        _world.Inbox.Put("queue", "");

        await _world.Sweep().FileAwayAsync(run, default);

        Assert.Empty(_world.Inbox.Filed);
    }

    [Fact]
    public async Task One_file_begins_at_once_with_options_of_its_own()
    {
        _world.Inbox.Put("a.ndjson", Posts.Lead("a"));
        _world.Inbox.Put("b.txt", Posts.Lead("b"));

        var begun = Assert.IsType<InboxBegin.Begun>(await BeginAsync("b.txt", new SyncOptions(Action: "createOnly", Format: "ndjson")));

        Assert.Equal(begun.Run, Assert.Single(_world.Engine.Started));
        Assert.Equal("createOnly", (await RunDefinitionFile.ReadAsync(_world.Store.Open(begun.Run), default))!.Action);
        Assert.Equal(begun, await BeginAsync("b.txt", new SyncOptions(Action: "createOnly", Format: "ndjson")));
        Assert.Equal(new InboxBegin.Busy(begun.Run), await BeginAsync("a.ndjson"));

        await _world.EndAllAsync();
        Assert.Contains($"archive/b.{begun.Run}.txt", _world.Inbox.Filed.Keys);
    }

    [Fact]
    public async Task Options_of_its_own_hold_after_a_crash_too()
    {
        _world.Inbox.Put("b.txt", Posts.Lead("b"));
        var dies = new WatchedProcess(CallOf("IInbox.OpenAsync"), Mishap.DiesAfter);
        await EveryCall.SurviveAsync(() => _world.Sweep(dies).BeginAsync("b.txt", new SyncOptions(Action: "createOnly", Format: "ndjson"), default));
        Assert.Equal("IInbox.OpenAsync", dies.Hit);
        _world.Time.Advance(TimeSpan.FromMinutes(2));

        await _world.Sweep().SweepAsync(default);

        Assert.Equal("createOnly", (await RunDefinitionFile.ReadAsync(_world.Store.Open(_world.Engine.Started.Single()), default))!.Action);
    }

    [Theory]
    [InlineData("customobjects/car_c", "vin", "{\"target\":\"customobjects/car_c\",\"key\":\"vin\",\"format\":\"ndjson\"}")]
    [InlineData(null, "crmId", "{\"key\":\"crmId\",\"format\":\"ndjson\"}")]
    public async Task What_a_file_was_asked_for_with_is_kept_as_earlier_versions_kept_it(string? target, string key, string text)
    {
        _world.Inbox.Put("b.txt", Posts.Lead("b"));

        await BeginAsync("b.txt", new SyncOptions(target, LookupField: key, Format: "ndjson"));

        Assert.Contains($"\"options\":{text}", _world.Store.Shared.Text("inbox.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_begin_is_told_and_stays_where_it_is()
    {
        _world.Inbox.Put("a.json", "[");

        Assert.IsType<InboxBegin.NotFound>(await BeginAsync("other.csv"));
        Assert.Equal("action", Assert.IsType<InboxBegin.OptionRefused>(await BeginAsync("a.json", new SyncOptions(Action: "improve"))).Fault.Option);
        Assert.Equal(1u, Assert.IsType<InboxBegin.InputRefused>(await BeginAsync("a.json")).Error.Line);
        Assert.Empty(_world.Inbox.Filed);
        Assert.Empty(_world.Store.Runs());

        // Nothing of it is in the way of the next attempt, with another format.
        Assert.IsType<InboxBegin.Begun>(await BeginAsync("a.json", new SyncOptions(Format: "ndjson")));
    }

    [Fact]
    public async Task A_file_waits_while_Marketo_cannot_be_asked_what_tells_its_records_apart()
    {
        _world.Settings = _world.Settings with { InboxOptions = new SyncOptions("customobjects/car_c") };
        _world.Inbox.Put("a.ndjson", "{\"vin\":\"1\"}");
        _world.Schemas.Fault = FakeSchemas.Unreachable;
        for (var sweep = 0; sweep < 12; sweep++)
            await Assert.ThrowsAsync<NotDescribedException>(() => _world.Sweep().SweepAsync(default));
        Assert.Equal(["a.ndjson"], _world.Inbox.Names);
        Assert.Empty(_world.Store.Runs());

        _world.Schemas.Fault = null;
        await _world.Sweep().SweepAsync(default);

        var run = Assert.Single(_world.Engine.Started);
        Assert.Equal(["vin"], (await RunDefinitionFile.ReadAsync(_world.Store.Open(run), default))!.Keys());
        Assert.Equal(new InboxBegin.Begun(run), await BeginAsync("a.ndjson", new SyncOptions("customobjects/car_c")));
        await _world.EndAllAsync();
        Assert.Equal($"archive/a.{run}.ndjson", _world.Inbox.Filed.Keys.First());
    }

    [Fact]
    public async Task A_file_of_an_object_that_Marketo_does_not_describe_is_told_of_beside_it_and_the_next_one_follows()
    {
        _world.Settings = _world.Settings with { InboxOptions = new SyncOptions("customobjects/car_c") };
        _world.Inbox.Put("a.ndjson", "{\"vin\":\"1\"}");
        _world.Schemas.Fault = FakeSchemas.Refused("610");

        await _world.Sweep().SweepAsync(default);

        Assert.Contains("Marketo's description of customobjects/car_c could not be read", _world.Inbox.Filed.Last().Value, StringComparison.Ordinal);
        Assert.Empty(_world.Inbox.Names);
        Assert.Empty(_world.Engine.Started);
    }

    [Fact]
    public async Task A_file_whose_fields_are_named_otherwise_than_Marketo_does_is_told_of_beside_it()
    {
        _world.Settings = _world.Settings with { InboxOptions = new SyncOptions("customobjects/car_c", DedupeBy: "plate") };
        _world.Inbox.Put("a.ndjson", "{\"plate\":\"1\"}");

        await _world.Sweep().SweepAsync(default);

        Assert.Contains("customobjects/car_c are told apart by vin.", _world.Inbox.Filed.Last().Value, StringComparison.Ordinal);
        Assert.Empty(_world.Inbox.Names);
        Assert.Empty(_world.Engine.Started);
    }

    [Fact]
    public async Task Whoever_wants_records_rejected_that_cannot_be_checked_is_told_and_the_file_stays()
    {
        _world.Inbox.Put("a.ndjson", Posts.Lead("a"));
        _world.Schemas.Fault = FakeSchemas.Unreachable;

        var begin = Assert.IsType<InboxBegin.NotDescribed>(await BeginAsync("a.ndjson", new SyncOptions(Preflight: "reject")));

        Assert.Equal("preflight", begin.Fault.Option);
        Assert.Equal(["a.ndjson"], _world.Inbox.Names);
        Assert.IsType<InboxBegin.Begun>(await BeginAsync("a.ndjson", new SyncOptions(Preflight: "warn")));
    }

    [Fact]
    public async Task While_another_process_is_at_it_nothing_begins()
    {
        _world.Inbox.Put("a.ndjson", Posts.Lead("a"));
        await using var turn = await _world.Exclusive.TryEnterAsync("inbox", default);

        Assert.Equal(new InboxBegin.Busy(null), await BeginAsync("a.ndjson"));
        await _world.Sweep().SweepAsync(default);
        Assert.Empty(_world.Engine.Started);
    }

    [Fact]
    public async Task A_run_s_end_does_not_fail_for_what_the_next_file_meets()
    {
        _world.Inbox.Put("a.ndjson", Posts.Lead("a"));
        _world.Inbox.Put("b.ndjson", Posts.Lead("b"));
        await _world.Sweep().SweepAsync(default);
        var run = _world.Engine.Started.Single();

        var fails = new WatchedProcess(CallOfFiling() + 3, Mishap.FailsBefore);
        await _world.EndAllAsync(fails);
        Assert.NotNull(fails.Hit);
        Assert.Equal(RunPhase.Ended, (await _world.Engine.ActivityAsync(run, default))!.Phase);

        await _world.GoOnAsync(2);
        Assert.Equal([Posts.Lead("a"), Posts.Lead("b")], await _world.StartedRecordsAsync());
    }

    /// <summary>Which call of the sweep of one file it is.</summary>
    private static int CallOf(string name) => Call(name, (world, process) => world.Sweep(process).SweepAsync(default));

    /// <summary>Which call of a run's end is the one that files away.</summary>
    private static int CallOfFiling() => Call("IInbox.FileAwayAsync", async (world, process) =>
    {
        await world.Sweep().SweepAsync(default);
        await world.EndAllAsync(process);
    });

    private static int Call(string name, Func<IntakeWorld, WatchedProcess, Task> work)
    {
        for (var call = 1; call < 100; call++)
        {
            var process = new WatchedProcess(call, Mishap.DiesBefore);
            var world = new IntakeWorld();
            world.Inbox.Put("a.ndjson", Posts.Lead("a"));
            EveryCall.SurviveAsync(() => work(world, process)).GetAwaiter().GetResult();
            if (process.Hit == name) return call;
        }

        throw new InvalidOperationException($"No sweep calls {name}.");
    }

    private Task<InboxBegin> BeginAsync(string name, SyncOptions? options = null) =>
        _world.Sweep().BeginAsync(name, options ?? new SyncOptions(), default);
}
