using System.Buffers;

namespace MarketoSync.Intake;

/// <summary>
/// Reads the records that most sources consist of: an object of single values, without escapes and without white
/// space between tokens. It takes a third of the time that a full JSON reader takes. Of any other record it says
/// that it does not know, never that it is wrong.
/// </summary>
internal static class PlainRecord
{
    // What ends a string that holds no escape, and what no JSON string may hold.
    public static readonly SearchValues<byte> StringEnds = SearchValues.Create(
        [(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(control => (byte)control)]);

    /// <param name="record">Valid UTF-8.</param>
    /// <param name="names">Learns the record's names.</param>
    /// <param name="mapped">Becomes the record's text, where the mapping changes it.</param>
    /// <param name="key">Where the text of its key is, empty where it has none.</param>
    /// <returns>True: it is a valid record, with fields that are all sent under different names, and none of them an annotation.</returns>
    public static bool TryRead(ReadOnlySpan<byte> record, FieldNames names, MappedText? mapped, out ReadOnlySpan<byte> key)
    {
        key = default;
        if (record.Length < 2 || record[0] != '{')
            return false;
        names.BeginRecord();
        mapped?.Begin();
        var at = 1;
        while (true)
        {
            var name = at;
            var rest = record[at..];
            if (!names.TryAddExpected(rest, out var length, out var kind) && !TryReadName(rest, names, out length, out kind))
                return false;
            if (kind >= FieldKind.Annotation)
                return false;
            at += length;
            if (mapped is not null && names.Written is { } written)
                mapped.Rename(record, name, at, written);
            rest = record[at..];
            if (rest.IsEmpty)
                return false;

            int end;
            if (rest[0] == '"')
            {
                end = rest[1..].IndexOfAny(StringEnds) + 1;
                if (end == 0 || rest[end] != '"')
                    return false;
                if (kind == FieldKind.Key)
                    key = rest[1..end];
                end++;
            }
            else
            {
                end = LengthOfScalar(rest);
                if (end == 0)
                    return false;
                if (kind == FieldKind.Key && rest[0] <= '9')
                    key = rest[..end];
            }

            at += end;
            if (at >= record.Length)
                return false;
            if (kind == FieldKind.Dropped)
                mapped?.Drop(record, name, at);
            if (record[at] == '}')
                return at == record.Length - 1 && (mapped is null || mapped.TryEnd(record));
            if (record[at] != ',')
                return false;
            at++;
        }
    }

    private static bool TryReadName(ReadOnlySpan<byte> rest, FieldNames names, out int length, out FieldKind kind)
    {
        length = 0;
        kind = default;
        if (rest.IsEmpty || rest[0] != '"')
            return false;
        var end = rest[1..].IndexOfAny(StringEnds) + 1;
        if (end == 0 || rest[end] != '"' || end + 1 >= rest.Length || rest[end + 1] != ':')
            return false;
        length = end + 2;
        return names.TryAdd(rest[1..end], out kind);
    }

    /// <summary>The length of a whole or decimal number, true, false or null, or zero.</summary>
    private static int LengthOfScalar(ReadOnlySpan<byte> rest)
    {
        if (rest.StartsWith("true"u8) || rest.StartsWith("null"u8))
            return 4;
        if (rest.StartsWith("false"u8))
            return 5;
        var at = rest[0] == '-' ? 1 : 0;
        var whole = Digits(rest[at..]);
        if (whole == 0 || (whole > 1 && rest[at] == '0'))
            return 0;
        at += whole;
        if (at == rest.Length || rest[at] != '.')
            return at;
        var fraction = Digits(rest[(at + 1)..]);
        return fraction == 0 ? 0 : at + 1 + fraction;
    }

    private static int Digits(ReadOnlySpan<byte> rest)
    {
        var count = 0;
        while (count < rest.Length && (uint)(rest[count] - '0') <= 9)
            count++;
        return count;
    }
}
