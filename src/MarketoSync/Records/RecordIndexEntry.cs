using System.Buffers.Binary;

namespace MarketoSync.Records;

/// <summary>Where a stored record is, and where it came from.</summary>
/// <param name="Offset">Bytes from the start of the stored records.</param>
/// <param name="Record">The record's zero-based number in the input.</param>
/// <param name="Line">Its one-based line in the source.</param>
/// <param name="Previous">The stored position of the record before it that has the same key, or <see cref="None"/>.</param>
public readonly record struct RecordIndexEntry(long Offset, uint Record, uint Line, uint Previous)
{
    public const uint None = uint.MaxValue;

    /// <summary>Bytes of one entry in the index.</summary>
    public const int Size = 20;

    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteInt64LittleEndian(destination, Offset);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[8..], Record);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[12..], Line);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[16..], Previous);
    }

    public static RecordIndexEntry Read(ReadOnlySpan<byte> source) => new(
        BinaryPrimitives.ReadInt64LittleEndian(source),
        BinaryPrimitives.ReadUInt32LittleEndian(source[8..]),
        BinaryPrimitives.ReadUInt32LittleEndian(source[12..]),
        BinaryPrimitives.ReadUInt32LittleEndian(source[16..]));
}
