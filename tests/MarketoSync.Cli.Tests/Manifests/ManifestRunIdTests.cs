using MarketoSync.Cli.Manifests;
using MarketoSync.Marketo;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Tests.Manifests;

public sealed class ManifestRunIdTests
{
    [Theory]
    [InlineData("nightly", 1, 6, "salespersons", "nightly-1-salespersons")]
    [InlineData("nightly", 5, 6, "opportunities/roles", "nightly-5-opportunities-roles")]
    [InlineData("nightly", 3, 12, "programs/7/members", "nightly-03-programs-7-members")]
    public void It_tells_the_whole_the_place_and_the_target(string id, int place, int count, string target, string run) =>
        Assert.Equal(run, ManifestRunId.Of(id, place, count, Target.Find(target)!));

    [Fact]
    public void However_long_the_names_it_is_a_run_s_id_and_unlike_that_of_another_place()
    {
        var id = new string('n', ManifestRunId.MaxLength);
        var target = Target.Find("customobjects/" + new string('c', 80))!;
        var runs = Enumerable.Range(1, 100).Select(place => ManifestRunId.Of(id, place, 100, target)).ToList();

        Assert.All(runs, run => Assert.True(RunId.IsValid(run), run));
        Assert.Equal(runs.Order(StringComparer.Ordinal), runs);
        Assert.Equal(100, runs.Distinct().Count());
    }

    [Theory]
    [InlineData("nightly", true)]
    [InlineData("a/b", false)]
    [InlineData("", false)]
    [InlineData("nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn", false)]
    public void An_id_of_the_whole_leaves_room(string id, bool isValid) => Assert.Equal(isValid, ManifestRunId.IsValid(id));
}
