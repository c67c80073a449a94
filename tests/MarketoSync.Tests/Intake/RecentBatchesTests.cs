using FsCheck.Xunit;
using MarketoSync.Intake;

namespace MarketoSync.Tests.Intake;

public class RecentBatchesTests
{
    [Property]
    public void The_batch_of_a_position_is_told_as_long_as_it_is_recent(byte[] counts, byte most)
    {
        var recent = new RecentBatches(2 + most % 9);
        var starts = new List<uint>();
        var position = 0u;
        foreach (var count in counts)
        {
            recent.Open(position);
            starts.Add(position);
            position += 1 + (count % 5u);
            Assert.Equal(starts.Count, recent.Count);
            Assert.Equal(starts[^1], recent.Start);
            Assert.Equal(starts[Math.Max(0, starts.Count - (2 + most % 9))], recent.EarliestStart);
            for (var at = recent.EarliestStart; at < position; at++)
                Assert.Equal(starts.FindLastIndex(start => start <= at) + 1, recent.NumberOf(at));
        }
    }
}
