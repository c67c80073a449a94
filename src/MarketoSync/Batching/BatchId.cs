using System.Globalization;

namespace MarketoSync.Batching;

/// <summary>Ids of batches: a number in the order of the plan, and a digit for each split.</summary>
public static class BatchId
{
    public static string Numbered(int number) => number.ToString("D4", CultureInfo.InvariantCulture);

    /// <summary>The number of a batch that is no part of another.</summary>
    public static int Number(string batch) => int.Parse(batch, NumberStyles.None, CultureInfo.InvariantCulture);

    public static string Part(string batch, int part) => string.Create(CultureInfo.InvariantCulture, $"{batch}.{part}");

    /// <summary>The batches that this one was split from, the nearest first.</summary>
    public static IEnumerable<string> Ancestors(string batch)
    {
        for (var dot = batch.LastIndexOf('.'); dot >= 0; dot = batch.LastIndexOf('.'))
        {
            batch = batch[..dot];
            yield return batch;
        }
    }
}
