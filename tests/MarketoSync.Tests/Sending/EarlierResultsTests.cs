using MarketoSync.Records;
using MarketoSync.Runs;
using MarketoSync.Sending;

namespace MarketoSync.Tests.Sending;

public sealed class EarlierResultsTests
{
    [Fact]
    public async Task Each_record_before_with_the_same_key_is_found_the_nearest_first()
    {
        var run = RunInMemory.Of("a", "b", "a", "c", "A ", "d", "a");
        await run.WriteResultsAsync("0000", Result(0, "1"), Result(1, "2"));
        await run.WriteResultsAsync("0001", Result(2, "1"), Result(3, "3"));
        await run.WriteResultsAsync("0002", Result(4, "1"), Result(5, "4"));
        Assert.Equal([104L, 102, 100], await BeforeAsync(run, 4));
        Assert.Equal([100L], await BeforeAsync(run, 0));
        Assert.Empty(await BeforeAsync(run, RecordIndexEntry.None));
    }

    [Fact]
    public async Task What_a_part_of_a_split_batch_settled_is_found_and_what_is_not_settled_is_passed_over()
    {
        var run = RunInMemory.Of("a", "a", "b", "a", "a", "c");
        await run.WriteResultsAsync("0000", Result(0, "1"));
        await run.WriteResultsAsync("0001", Result(2, "2"));
        await run.WriteResultsAsync("0001.1", Result(3, "1"));
        Assert.Equal([103L, 100], await BeforeAsync(run, 4));
    }

    [Fact]
    public async Task Of_many_batches_few_are_read()
    {
        const int Batches = 1_000;
        var run = RunInMemory.Distinct(Batches);
        for (var number = 0; number < Batches; number++) await run.WriteResultsAsync($"{number:D4}", Result(number, $"{number}"));
        var reads = 0;
        run.Reading = _ => reads++;
        Assert.Equal([500L], await BeforeAsync(run, 400));
        Assert.InRange(reads, 1, 12);
    }

    private static RecordResult Result(long position, string id) =>
        new(position + 100, position + 201, "key", RecordStatus.Created, id);

    private static async Task<List<long>> BeforeAsync(IRunFolder run, uint position) =>
        await new EarlierResults(run).BeforeAsync(position, CancellationToken.None).Select(result => result.Record).ToListAsync();
}
