using System.Diagnostics.CodeAnalysis;

namespace MarketoSync.Intake;

/// <summary>
/// The field names of the records so far. Finds a name that a record has twice, at next to no cost where records
/// have the same names in the same order.
/// </summary>
internal sealed class FieldNames(string? keyField)
{
    // Wide enough for any real set of records. One whose names never repeat must not fill the memory.
    private const int Most = 4096;

    private readonly byte[]? _keyField = keyField is null ? null : System.Text.Encoding.UTF8.GetBytes(keyField);
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _indexes =
        new Dictionary<byte[], int>(new ByteComparer()).GetAlternateLookup<ReadOnlySpan<byte>>();

    private Field[] _fields = new Field[32];
    private int _count;
    private int _next;
    private uint _record;

    public void BeginRecord()
    {
        _next = 0;
        if (++_record == 0 || _count > Most)
        {
            Array.Clear(_fields);
            _indexes.Dictionary.Clear();
            _count = 0;
            _record = 1;
        }
    }

    /// <summary>
    /// Notes the name that stood here in an earlier record, if <paramref name="text"/> begins with it, in quotes and
    /// with its colon, and the record does not have it already. They are <paramref name="length"/> bytes.
    /// </summary>
    public bool TryAddExpected(ReadOnlySpan<byte> text, out int length, out FieldKind kind)
    {
        if (_next < _count)
        {
            ref var field = ref _fields[_next];
            if (field.IsPlain && text.StartsWith(field.Quoted) && field.Record != _record)
            {
                field.Record = _record;
                length = field.Quoted.Length;
                kind = field.Kind;
                _next++;
                return true;
            }
        }

        length = 0;
        kind = default;
        return false;
    }

    /// <summary>Notes a name of the record, unless the record has it already.</summary>
    public bool TryAdd(ReadOnlySpan<byte> name, out FieldKind kind)
    {
        var index = _next;
        if (index >= _count || !name.SequenceEqual(_fields[index].Quoted.AsSpan()[1..^2]))
            index = Find(name);
        ref var field = ref _fields[index];
        _next = index + 1;
        kind = field.Kind;
        if (field.Record == _record)
            return false;
        field.Record = _record;
        return true;
    }

    private int Find(ReadOnlySpan<byte> name)
    {
        if (_indexes.TryGetValue(name, out var index))
            return index;
        if (_count == _fields.Length)
            Array.Resize(ref _fields, _count * 2);
        var kind = name.SequenceEqual(_keyField) && _keyField is not null ? FieldKind.Key
            : name.SequenceEqual("marketosync.raw"u8) ? FieldKind.RejectedText
            : name.StartsWith("marketosync."u8) ? FieldKind.Annotation
            : FieldKind.Plain;
        _fields[_count] = new Field
        {
            Quoted = [(byte)'"', .. name, (byte)'"', (byte)':'],
            Kind = kind,
            IsPlain = !name.ContainsAny(PlainRecord.StringEnds),
        };
        _indexes[name] = _count;
        return _count++;
    }

    private struct Field
    {
        /// <summary>The name in quotes, with a colon.</summary>
        public byte[] Quoted;

        public FieldKind Kind;

        /// <summary>No character of it has to be escaped, so that in JSON text it ends where it seems to end.</summary>
        public bool IsPlain;

        /// <summary>The last record that had the name.</summary>
        public uint Record;
    }

    private sealed class ByteComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }
    }
}
