using MarketoSync.Runs;

namespace MarketoSync.Tests.Runs;

public sealed class RunIdTests
{
    private static readonly DateTimeOffset s_time = new(2026, 8, 1, 23, 30, 5, TimeSpan.FromHours(-5));

    [Fact]
    public void A_new_id_holds_its_time_in_UTC_and_is_valid()
    {
        var id = RunId.New(s_time);

        Assert.Matches("^20260802-043005-[a-z2-9]{4}$", id);
        Assert.True(RunId.IsValid(id));
        Assert.Equal(s_time, RunId.TimeOf(id));
    }

    [Fact]
    public void Two_of_one_second_differ() => Assert.True(
        Enumerable.Range(0, 50).Select(_ => RunId.New(s_time)).Distinct().Count() > 45);

    [Fact]
    public void Ids_sort_by_their_time() => Assert.True(
        string.CompareOrdinal(RunId.New(s_time), RunId.New(s_time.AddSeconds(1))) < 0);

    [Fact]
    public void The_id_of_a_time_and_a_name_is_always_the_same_and_that_of_another_name_another()
    {
        var id = RunId.Of(s_time, "a.csv");

        Assert.Matches("^20260802-043005-[a-z2-9]{8}$", id);
        Assert.Equal(s_time, RunId.TimeOf(id));
        Assert.Equal(id, RunId.Of(s_time, "a.csv"));
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(number => RunId.Of(s_time, $"{number}.csv")).Distinct().Count());
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("2026-08_leads.v2", true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData(".hidden", false)]
    [InlineData("-rf", false)]
    [InlineData("a/b", false)]
    [InlineData("a\\b", false)]
    [InlineData("a b", false)]
    [InlineData("zoë", false)]
    [InlineData("a\n", false)]
    public void What_is_no_plain_folder_name_everywhere_is_no_id(string id, bool isValid) => Assert.Equal(isValid, RunId.IsValid(id));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void An_id_has_at_most_64_letters(int length, bool isValid) => Assert.Equal(isValid, RunId.IsValid(new string('a', length)));

    [Theory]
    [InlineData("mine")]
    [InlineData("20261301-000000-abcd")]
    [InlineData("20260801-0930")]
    public void An_id_that_somebody_chose_tells_no_time(string id) => Assert.Null(RunId.TimeOf(id));
}
