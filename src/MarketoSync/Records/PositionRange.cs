namespace MarketoSync.Records;

/// <summary>Stored records from position <paramref name="From"/> up to, and without, <paramref name="To"/>.</summary>
public readonly record struct PositionRange(uint From, uint To)
{
    public int Count => (int)(To - From);
}
