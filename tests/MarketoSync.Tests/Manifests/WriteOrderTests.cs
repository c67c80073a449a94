using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MarketoSync.Intake;
using MarketoSync.Manifests;
using MarketoSync.Marketo;
using MarketoSync.Runs;
using MarketoSync.Tests.Marketo;

namespace MarketoSync.Tests.Manifests;

public sealed class WriteOrderTests
{
    private static readonly string[] s_targets =
    [
        "salespersons", "companies", "namedaccounts", "leads", "opportunities", "opportunities/roles", "customobjects/car_c", "lists/7", "programs/7/members", "activities",
    ];

    /// <summary>What a record of the first may name a record of the second by.</summary>
    private static readonly (string Child, string Parent)[] s_links =
    [
        ("companies", "salespersons"), ("leads", "salespersons"), ("leads", "companies"), ("leads", "namedaccounts"), ("opportunities", "salespersons"),
        ("opportunities", "companies"), ("opportunities/roles", "opportunities"), ("opportunities/roles", "leads"), ("customobjects/car_c", "leads"),
        ("customobjects/car_c", "opportunities"), ("lists/7", "leads"), ("programs/7/members", "leads"), ("activities", "leads"),
    ];

    [Property]
    public Property Syncs_go_in_one_order_however_they_are_listed() => Prop.ForAll(Gen.Shuffle(Everything()).ToArbitrary(), shuffled =>
        Assert.Equal(WriteOrder.Of(Everything(), sync => sync).Select(Name), WriteOrder.Of(shuffled, sync => sync).Select(Name)));

    [Property]
    public Property A_parent_is_written_before_its_children_and_taken_away_after_them() => Prop.ForAll(Gen.Shuffle(Everything()).ToArbitrary(), shuffled =>
    {
        var order = WriteOrder.Of(shuffled, sync => sync);
        Assert.All(s_links, link =>
        {
            Assert.All(PlacesOf(link.Parent, isRemoval: false), parent => Assert.All(PlacesOf(link.Child, isRemoval: false), child => Assert.True(parent < child)));
            Assert.All(PlacesOf(link.Parent, isRemoval: true), parent => Assert.All(PlacesOf(link.Child, isRemoval: true), child => Assert.True(child < parent)));
        });
        Assert.True(order.SkipWhile(sync => !IsRemoval(sync)).All(IsRemoval));

        IEnumerable<int> PlacesOf(string target, bool isRemoval) =>
            Enumerable.Range(0, order.Count).Where(place => order[place].Target.Name == target && IsRemoval(order[place]) == isRemoval);
    });

    [Property]
    public void Syncs_of_one_kind_stay_in_the_order_of_the_manifest(byte[] kinds)
    {
        var everything = Everything();
        var syncs = kinds.Select((kind, place) => (Place: place, Request: everything[kind % everything.Length])).ToList();

        var order = WriteOrder.Of(syncs, sync => sync.Request);

        Assert.Equal(syncs.Count, order.Count);
        Assert.All(order.GroupBy(sync => Name(sync.Request)), same => Assert.Equal(same.Select(sync => sync.Place).Order(), same.Select(sync => sync.Place)));
    }

    [Fact]
    public void Each_target_has_a_rank_of_its_own() =>
        Assert.Equal(s_targets, Targets.All.OrderBy(target => target.Rank).Select(target => target.Name.Replace("1001", "7", StringComparison.Ordinal)));

    private static bool IsRemoval(SyncRequest sync) => sync.Operation.Action is SyncAction.Delete or SyncAction.Remove;

    private static string Name(SyncRequest sync) => $"{sync.Target.Name} {IsRemoval(sync)}";

    /// <summary>One sync for each target to write it, and one to take away where it can be.</summary>
    private static SyncRequest[] Everything() =>
    [
        .. s_targets.Select(Target.Find).SelectMany(target => target!.Operations
            .Where(operation => operation == target.Default || operation.Action is SyncAction.Delete or SyncAction.Remove)
            .Select(operation => new SyncRequest(target, operation, null, ["key"], SourceFormat.Csv))),
    ];
}
