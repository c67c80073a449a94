namespace MarketoSync.Reports;

/// <summary>Where a record's result line is: eight bytes a record.</summary>
/// <param name="Chunk">Batches first, then blocks of stored records that no batch settled.</param>
/// <param name="Line">The line within the chunk. A file of a bulk import holds more than 65,536.</param>
internal readonly record struct ResultPlace(long Chunk, int Line)
{
    /// <summary>How no place at all is packed.</summary>
    public const ulong Nowhere = 0;

    private const int LineBits = 24;

    public ulong Packed() => Line < 1 << LineBits
        ? ((ulong)(Chunk + 1) << LineBits) | (uint)Line
        : throw new InvalidDataException("A batch has more results than a report can place.");

    public static ResultPlace Unpack(ulong packed) => new((long)(packed >> LineBits) - 1, (int)(packed & ((1u << LineBits) - 1)));
}
