using FsCheck.Xunit;
using MarketoSync.Batching;
using MarketoSync.Intake;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Tests.Runs;
using System.Globalization;
using System.Text;

namespace MarketoSync.Tests.Intake;

public class SpreadTests
{
    [Fact]
    public async Task Where_rows_of_one_person_stand_together_all_calls_can_be_in_flight_but_the_last_two()
    {
        var batches = await PlanAsync(Enumerable.Range(0, 30_001).Select(row => row % 50 == 49 ? row - 7 : row), new(300, 1_000_000, 80));
        Assert.Equal(101, batches.Count);
        Assert.Equal(SendOrder.Spread, Nearest([.. batches.SkipLast(2)]));
    }

    [Fact]
    public async Task Where_every_person_has_two_rows_every_call_is_full_and_all_can_be_in_flight()
    {
        var batches = await PlanAsync(Enumerable.Range(0, 30_000).Select(row => row / 2), new(300, 1_000_000, 80));
        Assert.All(batches, batch => Assert.Equal(300, batch.Count));
        Assert.InRange(Nearest(batches), SendOrder.Spread - 1, SendOrder.Spread);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public async Task Where_every_person_has_several_rows_few_calls_have_to_follow_one_of_the_four_before(int rows)
    {
        var batches = await PlanAsync(Enumerable.Range(0, 30_000).Select(row => row / rows), new(300, 1_000_000, 80));
        Assert.All(batches, batch => Assert.Equal(300, batch.Count));
        Assert.InRange(batches.Where((batch, i) => batches.Take(i).TakeLast(4).Any(batch.MustFollow)).Count(), 0, 15);
    }

    [Property(MaxTest = 300)]
    public async Task A_key_that_comes_twice_comes_a_spread_later_but_for_those_that_the_end_cuts_short(byte[] rows, byte most)
    {
        var once = new List<int>();
        var keys = new List<int>();
        foreach (var row in rows.Concat(rows).Concat(rows))
        {
            if (row % 2 == 0 || once.Count == 0)
            {
                once.Add(keys.Count);
                keys.Add(keys.Count);
            }
            else
            {
                var repeated = once[^(1 + row / 2 % Math.Min(once.Count, 20))];
                once.Remove(repeated);
                keys.Add(repeated);
            }
        }

        var records = 1 + most % 4;
        var batches = await PlanAsync(keys, new(records, 1_000_000, 80));
        Assert.InRange(batches.Count, 0, (keys.Count + records - 1) / records + 1);
        Assert.InRange(Nearest([.. batches.SkipLast(SendOrder.Spread + 1)]), SendOrder.Spread, int.MaxValue);
    }

    [Fact]
    public async Task Keys_that_come_again_and_again_do_not_pile_up()
    {
        // A key that never comes again does not wait, and so tells how much does.
        var keys = Enumerable.Range(0, 20_000).Select(row => row % 701 == 700 ? row : row % 70);
        var taken = await Taken.FromAsync(Source(keys), new(SourceFormat.Ndjson, "email", new(10, 1_000_000, 80)));
        var (most, newest) = (0L, 0L);
        for (var position = 0; position < taken.Stored.Count; position++)
        {
            newest = Math.Max(newest, taken.Stored[position].Record);
            most = Math.Max(most, newest - position);
        }

        Assert.InRange(most, 1, 8 * SendOrder.Spread * 10);
        Assert.InRange(taken.Summary.Batches, 2_000, 2_002);
    }

    /// <summary>How many batches the nearest batch with a key that is also in an earlier one is behind that.</summary>
    private static int Nearest(IReadOnlyList<Batch> batches) => batches
        .SelectMany((batch, i) => batches.Take(i).Select((earlier, k) => batch.MustFollow(earlier) ? i - k : int.MaxValue))
        .DefaultIfEmpty(int.MaxValue)
        .Min();

    private static async Task<IReadOnlyList<Batch>> PlanAsync(IEnumerable<int> keys, BatchLimits limits)
    {
        var folder = new MemoryRunFolder();
        var result = await RecordIntake.RunAsync(Source(keys), new(SourceFormat.Ndjson, "email", limits), folder, CancellationToken.None);
        var summary = Assert.IsType<IntakeSummary>(result);
        var batches = await PlanStep.CutAsync(new RunScope(folder, new SyncRequest(Target.Leads, Target.Leads.Default, "email", ["email"], SourceFormat.Ndjson)), (uint)summary.Stored, new CutInput("r1", 0, 0, int.MaxValue, limits), CancellationToken.None);
        Assert.Equal(summary.Batches, batches.Count);
        return batches;
    }

    private static MemoryStream Source(IEnumerable<int> keys)
    {
        var text = new StringBuilder();
        foreach (var key in keys)
            text.Append(CultureInfo.InvariantCulture, $$"""{"email":"{{key}}"}""").Append('\n');
        return new(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
