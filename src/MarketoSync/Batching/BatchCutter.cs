using MarketoSync.Records;

namespace MarketoSync.Batching;

/// <summary>Cuts stored records into batches.</summary>
public static class BatchCutter
{
    /// <summary>
    /// Cuts the longest batch that starts at <paramref name="from"/>. Taking as much as fits, batch after batch,
    /// gives the fewest batches that keep the order.
    /// </summary>
    /// <param name="index">
    /// Index entries of the records at <paramref name="from"/> and behind, and one more that tells where the last ends.
    /// </param>
    /// <returns>
    /// How many records the batch takes: at least one, even where that one alone exceeds the limit,
    /// and never two that share a key.
    /// </returns>
    public static int Longest(ReadOnlySpan<RecordIndexEntry> index, uint from, BatchLimits limits)
    {
        var most = Math.Min(index.Length - 1, limits.MaxRecords);
        var count = 1;
        while (count < most
            && limits.BodyBytes(index[count + 1].Offset - index[0].Offset) <= limits.MaxBytes
            && !IsRepeatWithin(index[count], from))
            count++;

        return count;
    }

    /// <summary>Where to split a batch so that both parts are as near to half of its bytes as whole records allow.</summary>
    /// <param name="index">Index entries of its records, two at least, and one more.</param>
    /// <returns>How many records the first part takes: at least one, and not all.</returns>
    public static int Half(ReadOnlySpan<RecordIndexEntry> index)
    {
        var records = index.Length - 1;
        ArgumentOutOfRangeException.ThrowIfLessThan(records, 2);
        var middle = index[0].Offset + (index[records].Offset - index[0].Offset) / 2;
        var count = 1;
        while (count < records - 1 && index[count + 1].Offset <= middle) count++;

        // Compared in whole numbers: the middle itself may lie between two bytes.
        var isNearerWithOneMore = count < records - 1
            && index[count + 1].Offset + index[count].Offset < index[0].Offset + index[records].Offset;
        return isNearerWithOneMore ? count + 1 : count;
    }

    /// <summary>The batch of the first <paramref name="count"/> records of <paramref name="index"/>.</summary>
    public static Batch Make(string id, ReadOnlySpan<RecordIndexEntry> index, uint from, int count, BatchLimits limits)
    {
        List<uint>? follows = null;
        foreach (var entry in index[..count])
        {
            if (entry.Previous < from) (follows ??= []).Add(entry.Previous);
        }

        return new Batch(
            id, from, from + (uint)count, index[0].Offset, limits.BodyBytes(index[count].Offset - index[0].Offset), follows);
    }

    private static bool IsRepeatWithin(RecordIndexEntry entry, uint from) =>
        entry.Previous != RecordIndexEntry.None && entry.Previous >= from;
}
