using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace MarketoSync.Recovery;

/// <summary>Growing waits between attempts.</summary>
public static class BackOff
{
    private const int MostDoublings = 6;

    /// <summary>
    /// Twice the last wait, and up to half as much again, so that batches that failed together do not come back together.
    /// The scatter comes from the batch's id: an orchestration that is replayed must wait as it did before.
    /// </summary>
    public static TimeSpan Delay(TimeSpan first, int attempt, string batch)
    {
        var doubled = first * Math.Pow(2, Math.Clamp(attempt - 1, 0, MostDoublings));
        var scatter = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(batch.AsSpan()), attempt) / (double)ulong.MaxValue;
        return doubled * (1 + scatter / 2);
    }
}
