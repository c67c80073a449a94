using System.Text;
using FsCheck.Xunit;
using MarketoSync.Batching;
using MarketoSync.Intake;
using MarketoSync.Records;

namespace MarketoSync.Tests.Intake;

public class SendOrderTests
{
    [Property(MaxTest = 300)]
    public void Every_record_is_stored_once_and_the_records_of_a_key_keep_their_order(byte[] keys, byte most, byte kinds)
    {
        var stored = Order(keys, most, kinds, out var input);
        Assert.Equal(input.Select((_, i) => (uint)i), stored.Select(r => r.Record).Order());
        foreach (var records in stored.GroupBy(r => Key(r.Text)).Where(group => group.Key != ""))
            Assert.Equal(records.Select(r => r.Record).Order(), records.Select(r => r.Record));
    }

    [Property(MaxTest = 300)]
    public void The_previous_record_of_each_is_the_last_with_its_key(byte[] keys, byte most, byte kinds)
    {
        var last = new Dictionary<string, uint>();
        var position = 0u;
        foreach (var record in Order(keys, most, kinds, out _))
        {
            var key = Key(record.Text);
            Assert.Equal(last.GetValueOrDefault(key, RecordIndexEntry.None), record.Previous);
            if (key != "")
                last[key] = position;
            position++;
        }
    }

    [Property(MaxTest = 300)]
    public void Batches_cut_from_it_hold_no_key_twice_and_are_as_many_as_intake_said(byte[] keys, byte most, byte kinds)
    {
        var limits = new BatchLimits(most % 7 + 1, 80 + (most % 3 == 0 ? 60 : 100_000), 80);
        var taken = Take(Input(keys, kinds), limits);
        var batches = Cut(taken.Stored, limits);
        Assert.All(batches, batch => Assert.Distinct(batch.Select(r => Key(r.Text)).Where(key => key != "")));
        Assert.Equal(taken.Summary.Batches, batches.Count);
    }

    [Property(MaxTest = 300)]
    public void With_a_key_that_is_never_repeated_every_batch_but_the_last_is_full(byte count, byte most)
    {
        var limits = new BatchLimits(most % 7 + 1, 100_000, 80);
        var taken = Take(Enumerable.Range(0, count).Select(i => $$"""{"email":"{{i}}"}"""), limits);
        Assert.Equal((count + limits.MaxRecords - 1) / limits.MaxRecords, taken.Summary.Batches);
        Assert.Equal(0, taken.Summary.Waiting);
    }

    [Property(MaxTest = 300)]
    public void A_key_repeated_at_the_start_takes_the_fewest_batches_there_can_be(byte repeated, byte others, byte most)
    {
        var limits = new BatchLimits(most % 7 + 1, 100_000, 80);
        var keys = Enumerable.Repeat(-1, repeated % 40).Concat(Enumerable.Range(0, others)).ToArray();
        var full = (keys.Length + limits.MaxRecords - 1) / limits.MaxRecords;
        Assert.Equal(Math.Max(full, repeated % 40), Take(keys.Select(key => $$"""{"email":"{{key}}"}"""), limits).Summary.Batches);
    }

    [Property(MaxTest = 300)]
    public void In_any_order_they_take_no_more_batches_than_full_ones_and_the_largest_group_together(byte[] keys, byte most, byte kinds)
    {
        var limits = new BatchLimits(most % 7 + 1, 100_000, 80);
        var input = Input(keys, kinds).ToArray();
        var largest = input.GroupBy(Key).Where(group => group.Key != "").Select(group => group.Count()).DefaultIfEmpty().Max();
        Assert.InRange(Take(input, limits).Summary.Batches, 0, input.Length / limits.MaxRecords + Math.Max(1, largest));
    }

    [Property(MaxTest = 100)]
    public void However_little_may_wait_the_order_stays_true(byte[] keys, byte most)
    {
        var limits = new BatchLimits(most % 7 + 1, 100_000, 80);
        var input = Input(keys, 4).ToArray();
        var taken = Take(input, limits, waitingBytes: most * 4);
        Assert.Equal(input.Length, taken.Stored.Count);
        Assert.All(Cut(taken.Stored, limits), batch => Assert.Distinct(batch.Select(r => Key(r.Text)).Where(key => key != "")));
        Assert.Equal(taken.Summary.Batches, Cut(taken.Stored, limits).Count);
        foreach (var records in taken.Stored.GroupBy(r => Key(r.Text)).Where(group => group.Key != ""))
            Assert.Equal(records.Select(r => r.Record).Order(), records.Select(r => r.Record));
    }

    [Fact]
    public void A_repeated_key_waits_for_the_next_batch_and_the_records_behind_it_do_not()
    {
        var taken = Take(new[] { "a", "a", "a", "b", "c", "d" }.Select(key => $$"""{"email":"{{key}}"}"""), new BatchLimits(3, 100_000, 80));
        Assert.Equal(["a", "b", "c", "d", "a", "a"], taken.Stored.Select(r => Key(r.Text)));
        Assert.Equal((2, 3), (taken.Summary.Waiting, taken.Summary.Batches));
    }

    [Theory]
    [InlineData("\"A@Example.com\"", "\" a@example.COM\\t\"")]
    [InlineData("\"ÜBER@x\"", "\"über@x\"")]
    [InlineData("\"a@x\"", "\"\\u0061@x\"")]
    [InlineData("17", "\"17\"")]
    public void Keys_that_could_be_one_person_are_one(string first, string second) =>
        Assert.Equal(1, Take([$$"""{"email":{{first}}}""", $$"""{"email":{{second}}}"""], Taken.Limits).Summary.Waiting);

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    [InlineData("null")]
    [InlineData("{\"email\":1}")]
    public void Records_without_a_key_never_wait(string value) =>
        Assert.Equal(0, Take([$$"""{"email":{{value}}}""", $$"""{"email":{{value}}}"""], Taken.Limits).Summary.Waiting);

    [Fact]
    public void A_key_inside_another_field_is_none() =>
        Assert.Equal(0, Take(["""{"x":{"email":"a"}}""", """{"x":{"email":"a"}}"""], Taken.Limits).Summary.Waiting);

    private static IReadOnlyList<TakenRecord> Order(byte[] keys, byte most, byte kinds, out string[] input)
    {
        input = [.. Input(keys, kinds)];
        return Take(input, new BatchLimits(most % 7 + 1, 80 + (most % 3 == 0 ? 60 : 100_000), 80)).Stored;
    }

    private static IEnumerable<string> Input(byte[] keys, byte kinds) => keys.Select(key =>
        (key % 11 == 0 ? "{" : $$"""{"email":"{{key % (kinds % 12 + 1)}}",""") + $"\"pad\":\"{new string('x', key % 5)}\"}}");

    private static Taken Take(IEnumerable<string> input, BatchLimits limits, int waitingBytes = 1 << 20) => Taken.FromAsync(
        new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', input))),
        new IntakeOptions(SourceFormat.Ndjson, "email", limits) { WaitingBytes = waitingBytes }).GetAwaiter().GetResult();

    private static string Key(string record) => KeyReader.Read(Encoding.UTF8.GetBytes(record), ["email"]) ?? "";

    private static List<List<TakenRecord>> Cut(IReadOnlyList<TakenRecord> stored, BatchLimits limits)
    {
        var batches = new List<List<TakenRecord>>();
        long bytes = 0;
        var start = 0;
        for (var i = 0; i < stored.Count; i++)
        {
            bytes += stored[i].Text.Length + 1;
            if (i == 0 || i - start == limits.MaxRecords || limits.BodyBytes(bytes) > limits.MaxBytes
                || (stored[i].Previous != RecordIndexEntry.None && stored[i].Previous >= start))
            {
                batches.Add([]);
                start = i;
                bytes = stored[i].Text.Length + 1;
            }

            batches[^1].Add(stored[i]);
        }

        return batches;
    }
}
