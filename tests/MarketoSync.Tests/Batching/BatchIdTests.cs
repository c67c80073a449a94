using FsCheck;
using FsCheck.Xunit;
using MarketoSync.Batching;

namespace MarketoSync.Tests.Batching;

public class BatchIdTests
{
    [Property]
    public void A_number_is_read_back_from_its_id(NonNegativeInt number) =>
        Assert.Equal(number.Get, BatchId.Number(BatchId.Numbered(number.Get)));

    [Property]
    public void The_first_ten_thousand_ids_sort_as_their_numbers_do(byte[] numbers) => Assert.Equal(
        numbers.Order().Select(number => BatchId.Numbered(number * 39)),
        numbers.Select(number => BatchId.Numbered(number * 39)).Order(StringComparer.Ordinal));

    [Fact]
    public void Ids_look_as_documented()
    {
        Assert.Equal("0042", BatchId.Numbered(42));
        Assert.Equal("12345", BatchId.Numbered(12345));
        Assert.Equal("0042.1", BatchId.Part("0042", 1));
    }

    [Fact]
    public void Ancestors_are_the_batches_it_was_split_from_the_nearest_first()
    {
        Assert.Equal(["0042.0", "0042"], BatchId.Ancestors("0042.0.1"));
        Assert.Empty(BatchId.Ancestors("0042"));
    }
}
