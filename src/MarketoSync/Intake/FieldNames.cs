using System.Text;

namespace MarketoSync.Intake;

/// <summary>
/// The field names of the records so far, and what each is sent as. Finds a name that a record would be sent with twice, at next to no
/// cost where records have the same names in the same order.
/// </summary>
internal sealed class FieldNames(string? keyField, MappedNames? mapping = null)
{
    // Wide enough for any real set of records. One whose names never repeat must not fill the memory.
    private const int Most = 4096;

    private readonly byte[]? _keyField = keyField is null ? null : Encoding.UTF8.GetBytes(keyField);
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _indexes =
        new Dictionary<byte[], int>(Utf8Comparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _sentIndexes =
        new Dictionary<byte[], int>(Utf8Comparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    private Field[] _fields = new Field[32];

    // By the names that are sent: the last record that had one, and the field that became it.
    private (uint Record, int Field)[] _sent = new (uint, int)[32];
    private int _count;
    private int _next;
    private uint _record;

    /// <summary>How the name that was noted last is written, in quotes and with its colon, if the mapping renames it.</summary>
    public byte[]? Written => _fields[_next - 1].Written;

    public void BeginRecord()
    {
        _next = 0;
        if (++_record == 0 || _count > Most)
        {
            Array.Clear(_fields);
            Array.Clear(_sent);
            _indexes.Dictionary.Clear();
            _sentIndexes.Dictionary.Clear();
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
            if (field.IsPlain && text.StartsWith(field.Quoted) && TryTake(in field, _next))
            {
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

    /// <summary>Notes a name of the record, unless the record would be sent with it already.</summary>
    public bool TryAdd(ReadOnlySpan<byte> name, out FieldKind kind)
    {
        var index = _next;
        if (index >= _count || !name.SequenceEqual(_fields[index].Quoted.AsSpan()[1..^2]))
            index = Find(name);
        ref var field = ref _fields[index];
        _next = index + 1;
        kind = field.Kind;
        return TryTake(in field, index);
    }

    /// <summary>What is wrong with the record whose name could not be noted just now.</summary>
    public RecordFault Clash()
    {
        var first = NameOf(_sent[_fields[_next - 1].Sent].Field);
        var second = NameOf(_next - 1);
        return first.SequenceEqual(second)
            ? RecordFaults.DuplicateField(Encoding.UTF8.GetString(second))
            : RecordFaults.MappedToOne(
                Encoding.UTF8.GetString(first), Encoding.UTF8.GetString(second), Encoding.UTF8.GetString(mapping?.Find(second)?.Sent ?? second));
    }

    private bool TryTake(ref readonly Field field, int index)
    {
        if (field.Kind == FieldKind.Dropped)
            return true;
        ref var sent = ref _sent[field.Sent];
        if (sent.Record == _record)
            return false;
        sent = (_record, index);
        return true;
    }

    private ReadOnlySpan<byte> NameOf(int field) => _fields[field].Quoted.AsSpan()[1..^2];

    private int Find(ReadOnlySpan<byte> name)
    {
        if (_indexes.TryGetValue(name, out var index))
            return index;
        if (_count == _fields.Length)
        {
            Array.Resize(ref _fields, _count * 2);
            Array.Resize(ref _sent, _count * 2);
        }

        var mapped = mapping?.Find(name);
        var sent = mapped is null ? name : mapped.Sent;
        _fields[_count] = new Field
        {
            Quoted = [(byte)'"', .. name, (byte)'"', (byte)':'],
            Written = mapped?.Written,
            Sent = mapping is null ? _count : SentIndex(sent),
            Kind = mapped is { Sent: null } ? FieldKind.Dropped : KindOf(sent),
            IsPlain = !name.ContainsAny(PlainRecord.StringEnds),
        };
        _indexes[name] = _count;
        return _count++;
    }

    private int SentIndex(ReadOnlySpan<byte> sent)
    {
        if (!_sentIndexes.TryGetValue(sent, out var index))
            _sentIndexes[sent] = index = _sentIndexes.Dictionary.Count;
        return index;
    }

    private FieldKind KindOf(ReadOnlySpan<byte> sent) =>
        _keyField is not null && sent.SequenceEqual(_keyField) ? FieldKind.Key
        : !sent.StartsWith("marketosync."u8) ? FieldKind.Plain
        : sent.SequenceEqual("marketosync.raw"u8) ? FieldKind.RejectedText
        : sent.SequenceEqual("marketosync.map"u8) ? FieldKind.Mark
        : FieldKind.Annotation;

    private struct Field
    {
        /// <summary>The name in quotes, with a colon.</summary>
        public byte[] Quoted;

        /// <summary>The name that the mapping gives it, likewise and as JSON.</summary>
        public byte[]? Written;

        /// <summary>Which of the names that are sent it becomes.</summary>
        public int Sent;

        public FieldKind Kind;

        /// <summary>No character of it has to be escaped, so that in JSON text it ends where it seems to end.</summary>
        public bool IsPlain;
    }
}
