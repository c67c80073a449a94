using System.Text;
using FsCheck.Xunit;
using MarketoSync.Batching;
using MarketoSync.Marketo;
using MarketoSync.Records;

namespace MarketoSync.Tests.Batching;

public class BatchCutterTests
{
    private static readonly RequestEnvelope s_envelope = new(Target.Leads.Default, "email");

    [Property(MaxTest = 300)]
    public void Batches_one_after_another_are_the_input_in_order(byte[] records, byte maxRecords, ushort maxBytes)
    {
        var input = Input.Of(records);
        var batches = Cut(input, Limits(maxRecords, maxBytes));

        Assert.Equal(
            Enumerable.Range(0, records.Length).Select(position => (uint)position),
            batches.SelectMany(batch => Enumerable.Range((int)batch.From, batch.Count)).Select(position => (uint)position));
        Assert.All(batches, batch => Assert.Equal(input.Index[batch.From].Offset, batch.Offset));
    }

    [Property(MaxTest = 300)]
    public void Every_batch_holds_a_single_record_or_fits_a_call_by_the_bytes_of_its_real_body(byte[] records, byte maxRecords, ushort maxBytes)
    {
        var input = Input.Of(records);
        var limits = Limits(maxRecords, maxBytes);
        foreach (var batch in Cut(input, limits))
        {
            var body = s_envelope.Body(input.Bytes(batch)).Length;
            Assert.Equal(body, batch.BodyBytes);
            Assert.True(batch.Count == 1 || (batch.Count <= limits.MaxRecords && body <= limits.MaxBytes));
        }
    }

    [Property(MaxTest = 300)]
    public void No_other_cutting_that_keeps_the_order_makes_fewer_batches(byte[] records, byte maxRecords, ushort maxBytes)
    {
        var input = Input.Of([.. records.Take(40)]);
        var limits = Limits(maxRecords, maxBytes);
        Assert.Equal(Fewest(input, limits), Cut(input, limits).Count);
    }

    [Property(MaxTest = 300)]
    public void No_batch_holds_a_key_twice_and_a_repeat_follows_the_batch_of_the_record_before(byte[] records, byte maxRecords, ushort maxBytes)
    {
        var input = Input.Of(records);
        var batches = Cut(input, Limits(maxRecords, maxBytes));
        foreach (var batch in batches)
        {
            var keys = Enumerable.Range((int)batch.From, batch.Count).Select(position => input.Keys[position]).ToList();
            Assert.Equal(keys.Count, keys.Distinct().Count());
            foreach (var earlier in batches.TakeWhile(other => other != batch))
            {
                var isDirectRepeat = Enumerable.Range((int)batch.From, batch.Count)
                    .Any(position => input.Index[position].Previous != RecordIndexEntry.None && earlier.Holds(input.Index[position].Previous));
                Assert.Equal(isDirectRepeat, batch.MustFollow(earlier));
            }
        }
    }

    [Property(MaxTest = 500)]
    public void Half_gives_two_parts_as_near_in_bytes_as_whole_records_allow(byte first, byte second, byte[] more)
    {
        var input = Input.Of([first, second, .. more]);
        var total = input.Index[^1].Offset;
        var half = BatchCutter.Half(input.Index);

        var nearest = Enumerable.Range(1, input.Index.Length - 2).Min(Difference);
        Assert.InRange(half, 1, input.Index.Length - 2);
        Assert.Equal(nearest, Difference(half));

        long Difference(int count) => Math.Abs(total - 2 * input.Index[count].Offset);
    }

    [Fact]
    public void The_middle_may_lie_between_two_bytes()
    {
        // Records of 4, 2 and 5 bytes: 6 and 5 are nearer than 4 and 7.
        RecordIndexEntry[] index = [.. new long[] { 0, 4, 6, 11 }.Select(offset => new RecordIndexEntry(offset, 0, 0, RecordIndexEntry.None))];
        Assert.Equal(2, BatchCutter.Half(index));
    }

    [Property(MaxTest = 200)]
    public void Halving_again_and_again_ends_at_every_record_alone(byte first, byte second, byte[] more)
    {
        var input = Input.Of([first, second, .. more]);
        var whole = new Queue<(int From, int Count)>([(0, input.Index.Length - 1)]);
        var alone = new List<int>();
        while (whole.TryDequeue(out var part))
        {
            if (part.Count == 1)
            {
                alone.Add(part.From);
                continue;
            }

            var half = BatchCutter.Half(input.Index.AsSpan(part.From, part.Count + 1));
            whole.Enqueue((part.From, half));
            whole.Enqueue((part.From + half, part.Count - half));
        }

        Assert.Equal(Enumerable.Range(0, input.Index.Length - 1), alone.Order());
    }

    [Fact]
    public void A_record_that_alone_exceeds_the_limit_is_a_batch_of_its_own()
    {
        var input = Input.Of([1, 250, 1]);
        var batches = Cut(input, new BatchLimits(300, s_envelope.Length + 100, s_envelope.Length));
        Assert.Equal([1, 1, 1], batches.Select(batch => batch.Count));
    }

    [Fact]
    public void Ten_thousand_narrow_records_make_thirty_four_batches() =>
        Assert.Equal(34, Cut(Input.Distinct(10_000), new BatchLimits(300, 950_000, s_envelope.Length)).Count);

    private static BatchLimits Limits(byte maxRecords, ushort maxBytes) =>
        new(1 + maxRecords % 12, s_envelope.Length + 1 + maxBytes % 1200, s_envelope.Length);

    private static List<Batch> Cut(Input input, BatchLimits limits)
    {
        var batches = new List<Batch>();
        var index = input.Index;
        for (var from = 0; from < index.Length - 1; from += batches[^1].Count)
        {
            var count = BatchCutter.Longest(index.AsSpan(from), (uint)from, limits);
            Assert.InRange(count, 1, index.Length - 1 - from);
            batches.Add(BatchCutter.Make(BatchId.Numbered(batches.Count), index.AsSpan(from), (uint)from, count, limits));
        }

        return batches;
    }

    /// <summary>By trying every cut before each record.</summary>
    private static int Fewest(Input input, BatchLimits limits)
    {
        var records = input.Keys.Count;
        var fewest = new int[records + 1];
        for (var to = 1; to <= records; to++)
        {
            fewest[to] = int.MaxValue;
            for (var from = to - 1; from >= 0; from--)
            {
                var isAllowed = to - from == 1
                    || (to - from <= limits.MaxRecords
                        && limits.BodyBytes(input.Index[to].Offset - input.Index[from].Offset) <= limits.MaxBytes
                        && input.Keys.Skip(from).Take(to - from).Distinct().Count() == to - from);
                if (isAllowed) fewest[to] = Math.Min(fewest[to], fewest[from] + 1);
            }
        }

        return fewest[records];
    }

    /// <summary>Records as intake stores them. A byte is a record: its width, and which key it has.</summary>
    private sealed record Input(RecordIndexEntry[] Index, byte[] Stored, IReadOnlyList<int> Keys)
    {
        public static Input Of(byte[] records) =>
            Of([.. records.Select(seed => seed % 61)], [.. records.Select(seed => (int)seed)]);

        public static Input Distinct(int count) => Of([.. Enumerable.Range(0, count)], [.. Enumerable.Repeat(20, count)]);

        public ReadOnlySpan<byte> Bytes(Batch batch) =>
            Stored.AsSpan((int)Index[batch.From].Offset, (int)(Index[batch.To].Offset - Index[batch.From].Offset));

        private static Input Of(int[] keys, int[] widths)
        {
            var stored = new MemoryStream();
            var index = new List<RecordIndexEntry>();
            var last = new Dictionary<int, uint>();
            for (var position = 0; position < keys.Length; position++)
            {
                var previous = last.GetValueOrDefault(keys[position], RecordIndexEntry.None);
                index.Add(new RecordIndexEntry(stored.Length, (uint)position, (uint)position + 1, previous));
                stored.Write(Encoding.UTF8.GetBytes($"{{\"email\":\"{keys[position]}\",\"text\":\"{new string('ü', widths[position])}\"}}\n"));
                last[keys[position]] = (uint)position;
            }

            index.Add(new RecordIndexEntry(stored.Length, 0, 0, RecordIndexEntry.None));
            return new Input([.. index], stored.ToArray(), keys);
        }
    }
}
