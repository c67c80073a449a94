using FsCheck.Xunit;
using MarketoSync.Marketo;

namespace MarketoSync.Tests.Marketo;

public class AnswerOrderTests
{
    [Property]
    public void Whatever_the_order_items_come_in_their_places_put_them_right(int seed, byte count)
    {
        AnswerItem[] items = [.. Enumerable.Range(0, count).Select(place => Item(place))];
        AnswerItem[] shuffled = [.. items];
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(items, AnswerOrder.Of(shuffled, count));
    }

    [Fact]
    public void Without_places_for_all_the_order_of_the_request_holds()
    {
        AnswerItem[] items = [Item(1), Item(null), Item(0)];
        Assert.Equal(items, AnswerOrder.Of(items, 3));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 2)]
    public void Places_that_make_no_sense_tell_nothing(int first, int second) => Assert.Null(AnswerOrder.Of([Item(first), Item(second)], 2));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Another_number_of_items_than_of_records_tells_nothing(int records) => Assert.Null(AnswerOrder.Of([Item(0), Item(1)], records));

    [Fact]
    public void No_items_at_all_tell_nothing() => Assert.Null(AnswerOrder.Of(null, 0));

    private static AnswerItem Item(int? place) => new("updated", $"{place}", []) { Sequence = place };
}
