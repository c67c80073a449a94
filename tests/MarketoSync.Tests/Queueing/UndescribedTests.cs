using System.Text;
using MarketoSync.Queueing;
using MarketoSync.Runs;
using MarketoSync.Tests.Inbox;
using MarketoSync.Tests.Preflight;

namespace MarketoSync.Tests.Queueing;

/// <summary>Records of custom objects of which only Marketo's description says what tells them apart.</summary>
public sealed class UndescribedTests
{
    private readonly IntakeWorld _world = new();

    [Fact]
    public async Task What_tells_them_apart_is_found_out_when_their_run_is_made()
    {
        _world.Queue.Put(Car(1));

        var run = Assert.Single(await _world.Drain().DrainAsync(default));

        var definition = (await RunDefinitionFile.ReadAsync(_world.Store.Open(run), default))!;
        Assert.Equal(["vin"], definition.Keys());
        Assert.Equal(1, definition.DescribeCalls!.Total);
        Assert.Equal("customobjects/car_c", Assert.Single(_world.Schemas.Asked).Target);
    }

    [Fact]
    public async Task While_Marketo_cannot_be_asked_all_wait_and_then_go_in_their_order()
    {
        _world.Schemas.Fault = FakeSchemas.Unreachable;
        _world.Queue.Put(Car(1));
        var fault = await Assert.ThrowsAsync<NotDescribedException>(() => _world.Drain().DrainAsync(default));
        Assert.Contains("customobjects/car_c", fault.Message, StringComparison.Ordinal);

        // What was received is still out of sight, and what comes meanwhile must not overtake it.
        _world.Queue.Put(Car(2));
        Assert.Empty(await _world.Drain().DrainAsync(default));
        _world.Schemas.Fault = null;
        await _world.GoOnAsync(2);

        Assert.Equal([Record(1), Record(2)], await _world.StartedRecordsAsync());
        Assert.Equal((0, 0), (_world.Queue.Count, _world.Queue.SetAside.Count));
    }

    [Fact]
    public async Task Those_of_an_object_that_Marketo_does_not_describe_are_set_aside_and_keep_no_others_waiting()
    {
        _world.Schemas.Fault = FakeSchemas.Refused("610");
        _world.Queue.Put(Car(1));
        _world.Queue.Put(Posts.Of(Posts.Lead("a")));

        await _world.Drain().DrainAsync(default);

        Assert.Equal([Posts.Lead("a")], await _world.StartedRecordsAsync());
        Assert.Equal(["1"], _world.Queue.SetAside);
        Assert.Equal(0, _world.Queue.Count);
    }

    [Fact]
    public async Task Those_that_were_posted_by_other_fields_than_the_description_names_go_by_those_that_it_names()
    {
        _world.Queue.Put(Encoding.UTF8.GetString(new RecordEnvelope("customobjects/car_c", "createOrUpdate", [Record(1)], LookupField: "plate").Content()));

        var run = Assert.Single(await _world.Drain().DrainAsync(default));

        Assert.Equal([Record(1)], await _world.StartedRecordsAsync());
        Assert.Equal(["vin"], (await RunDefinitionFile.ReadAsync(_world.Store.Open(run), default))!.Keys());
        Assert.Empty(_world.Queue.SetAside);
    }

    private static string Record(int number) => $$"""{"vin":"{{number}}"}""";

    private static string Car(int number) => Encoding.UTF8.GetString(new RecordEnvelope("customobjects/car_c", "createOrUpdate", [Record(number)]).Content());
}
