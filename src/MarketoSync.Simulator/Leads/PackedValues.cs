using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace MarketoSync.Simulator;

/// <summary>
/// The values of one lead in one array of bytes, since most leads have few of the many fields and a million leads must fit. Values come
/// in order of their fields: the field's ordinal in two bytes, a byte for the kind, then a whole number in four bytes, another number in
/// eight, or a text with its length before it.
/// </summary>
internal static class PackedValues
{
    private const int HeadLength = 3;
    private const int MaxLengthBytes = 5;

    private enum Kind : byte
    {
        False,
        True,
        Whole,
        Number,
        Text,
    }

    /// <summary>A string, an int, a double, a bool, or null where the field has no value.</summary>
    public static object? Get(ReadOnlySpan<byte> packed, int field)
    {
        while (!packed.IsEmpty)
        {
            var length = EntryLength(packed);
            var ordinal = Ordinal(packed);
            if (ordinal == field) return Value(packed[..length]);
            if (ordinal > field) return null;
            packed = packed[length..];
        }
        return null;
    }

    /// <param name="sent">By ordinal: null leaves a field as it is, <see cref="FieldValue.Cleared"/> clears it.</param>
    /// <returns>The new values; <paramref name="packed"/> itself where nothing changes.</returns>
    public static byte[] With(byte[] packed, object?[] sent)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(packed.Length + sent.Sum(MaxLength));
        ReadOnlySpan<byte> rest = packed;
        var to = 0;
        for (var field = 0; field < sent.Length; field++)
        {
            var had = !rest.IsEmpty && Ordinal(rest) == field ? rest[..EntryLength(rest)] : default;
            rest = rest[had.Length..];
            if (sent[field] is null) had.CopyTo(buffer.AsSpan(to));
            to += sent[field] is { } value ? Write(buffer.AsSpan(to), field, FieldValue.Stored(value)) : had.Length;
        }
        var written = buffer.AsSpan(0, to);
        var result = written.SequenceEqual(packed) ? packed : written.ToArray();
        ArrayPool<byte>.Shared.Return(buffer);
        return result;
    }

    private static int Ordinal(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt16LittleEndian(entry);

    private static int EntryLength(ReadOnlySpan<byte> entry) => HeadLength + (Kind)entry[2] switch
    {
        Kind.Whole => sizeof(int),
        Kind.Number => sizeof(double),
        Kind.Text => ReadLength(entry[HeadLength..], out var lengthBytes) + lengthBytes,
        _ => 0,
    };

    private static object Value(ReadOnlySpan<byte> entry) => (Kind)entry[2] switch
    {
        Kind.False => false,
        Kind.True => true,
        Kind.Whole => BinaryPrimitives.ReadInt32LittleEndian(entry[HeadLength..]),
        Kind.Number => BinaryPrimitives.ReadDoubleLittleEndian(entry[HeadLength..]),
        _ => Encoding.UTF8.GetString(entry[^ReadLength(entry[HeadLength..], out _)..]),
    };

    private static int MaxLength(object? value) => value switch
    {
        null => 0,
        string text => HeadLength + MaxLengthBytes + Encoding.UTF8.GetMaxByteCount(text.Length),
        _ => HeadLength + sizeof(double),
    };

    /// <returns>Bytes written; 0 for no value.</returns>
    private static int Write(Span<byte> to, int field, object? value)
    {
        if (value is null) return 0;
        BinaryPrimitives.WriteUInt16LittleEndian(to, (ushort)field);
        to[2] = (byte)KindOf(value);
        var data = to[HeadLength..];
        switch (value)
        {
            case int whole:
                BinaryPrimitives.WriteInt32LittleEndian(data, whole);
                return HeadLength + sizeof(int);
            case double number:
                BinaryPrimitives.WriteDoubleLittleEndian(data, number);
                return HeadLength + sizeof(double);
            case string text:
                var lengthBytes = WriteLength(data, Encoding.UTF8.GetByteCount(text));
                return HeadLength + lengthBytes + Encoding.UTF8.GetBytes(text, data[lengthBytes..]);
            default:
                return HeadLength;
        }
    }

    private static Kind KindOf(object value) => value switch
    {
        false => Kind.False,
        true => Kind.True,
        int => Kind.Whole,
        double => Kind.Number,
        string => Kind.Text,
        _ => throw new ArgumentException($"A field cannot hold a {value.GetType().Name}.", nameof(value)),
    };

    /// <summary>Seven bits a byte, the lowest first; the eighth says that another byte follows.</summary>
    private static int WriteLength(Span<byte> to, int length)
    {
        var at = 0;
        for (; length >= 0x80; length >>= 7)
            to[at++] = (byte)(length | 0x80);
        to[at++] = (byte)length;
        return at;
    }

    private static int ReadLength(ReadOnlySpan<byte> from, out int bytes)
    {
        var length = 0;
        for (bytes = 0; ; bytes++)
        {
            length |= (from[bytes] & 0x7F) << (7 * bytes);
            if (from[bytes] < 0x80) break;
        }
        bytes++;
        return length;
    }
}
