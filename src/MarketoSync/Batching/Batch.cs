using System.Text.Json.Serialization;

namespace MarketoSync.Batching;

/// <summary>The records of one call: a range of stored records, never a copy of them.</summary>
/// <param name="Id">Its number, and how it came out of splits: <c>0042</c> splits into <c>0042.0</c> and <c>0042.1</c>.</param>
/// <param name="From">Position of its first record among the stored ones.</param>
/// <param name="To">Position behind its last record.</param>
/// <param name="Offset">Bytes from the start of the stored records to its first.</param>
/// <param name="BodyBytes">Bytes of the request body that holds all of them.</param>
/// <param name="Follows">Positions of earlier records that share a key with one of its own and must be settled first.</param>
public sealed record Batch(string Id, uint From, uint To, long Offset, long BodyBytes, IReadOnlyList<uint>? Follows = null)
{
    [JsonIgnore]
    public int Count => (int)(To - From);

    public bool Holds(uint position) => position >= From && position < To;

    /// <summary>Whether it has to wait until <paramref name="earlier"/> is settled.</summary>
    public bool MustFollow(Batch earlier) => Follows is not null && Follows.Any(earlier.Holds);
}
