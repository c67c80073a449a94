using MarketoSync.Batching;
using MarketoSync.Orchestration;
using MarketoSync.Sending;

namespace MarketoSync.Tests.Sending;

public class PlanStepTests
{
    private static readonly CancellationToken s_never = CancellationToken.None;

    [Theory]
    [InlineData(1, 300)]
    [InlineData(299, 300)]
    [InlineData(300, 300)]
    [InlineData(301, 300)]
    [InlineData(15_001, 300)]
    [InlineData(65_535, 300)]
    [InlineData(65_537, 300)]
    [InlineData(70_000, 7)]
    public async Task Cut_piece_by_piece_the_plan_is_what_was_counted_and_leaves_no_batch_short(int records, int maxRecords)
    {
        var run = RunInMemory.Distinct(records);
        var limits = new BatchLimits(maxRecords, 1_000_000, 20);
        var plan = await PlanStep.CountAsync(run.Scope(), (uint)records, limits, s_never);
        Assert.Equal(((uint)records, (records + maxRecords - 1) / maxRecords), (plan.Stored, plan.Batches));

        var batches = new List<Batch>();
        for (var cursor = 0u; cursor < records; cursor = batches[^1].To)
        {
            var cut = await PlanStep.CutAsync(run.Scope(), (uint)records, new CutInput("r1", cursor, batches.Count, 50, limits), s_never);
            Assert.InRange(cut.Count, 1, 50);
            batches.AddRange(cut);
        }

        Assert.Equal(plan.Batches, batches.Count);
        Assert.Equal(Enumerable.Range(0, batches.Count).Select(BatchId.Numbered), batches.Select(batch => batch.Id));
        Assert.Equal(batches.Select(batch => batch.From).Skip(1), batches.Select(batch => batch.To).SkipLast(1));
        Assert.All(batches.SkipLast(1), batch => Assert.Equal(maxRecords, batch.Count));
    }

    [Fact]
    public async Task The_halves_of_a_batch_hold_its_records_and_follow_what_it_followed()
    {
        var run = RunInMemory.Of("a", "b", "c", "a", "d", "b");
        var limits = new BatchLimits(300, 1_000_000, 20);
        var batches = await PlanStep.CutAsync(run.Scope(), 6, new CutInput("r1", 0, 0, 50, limits), s_never);
        Assert.Equal([(0u, 3u), (3, 6)], batches.Select(batch => (batch.From, batch.To)));

        var parts = await PlanStep.SplitAsync(run.Scope(), new SplitInput("r1", batches[1], limits), s_never);
        Assert.Equal(["0001.0", "0001.1"], parts.Select(part => part.Id));
        Assert.Equal((3u, 6u), (parts[0].From, parts[1].To));
        Assert.Equal(parts[0].To, parts[1].From);
        Assert.All(parts, part => Assert.True(part.MustFollow(batches[0])));
        Assert.False(parts[1].MustFollow(parts[0]));
    }
}
