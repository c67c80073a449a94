using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using MarketoSync.Records;

namespace MarketoSync.Intake;

/// <summary>
/// Checks one record at a time, maps its fields and finds its key, in one pass and without an allocation for a good record. The record
/// that is checked is the one that the mapping makes: what it leaves out does not count.
/// </summary>
internal sealed class RecordCheck(IReadOnlyList<string> keyFields, MappedNames? mapping = null)
{
    private readonly FieldNames _names = new(keyFields is [var single] ? single : null, mapping);
    private readonly MappedText? _mapped = mapping is null ? null : new(mapping.Constants);
    private readonly KeyHash _hash = new();

    // The mapping may give all records one key. None: it does not.
    private readonly ulong _constantKey =
        mapping is null || keyFields is not [var only] ? KeyHash.None : new KeyHash().Of(mapping.ConstantText(only));

    private byte[] _unescaped = [];

    // For records of a rejects file that the same mapping was applied to before.
    private RecordCheck? _withoutMapping;

    /// <summary>The record's text where <see cref="Rewrite.Map"/> is to be done.</summary>
    public ReadOnlySpan<byte> Mapped => _mapped is null ? default : _mapped.Text;

    /// <summary>Whether any record was one that the mapping was applied to before.</summary>
    public bool HasMetMapped => _withoutMapping is not null;

    /// <param name="record">The record's text, with no white space around it.</param>
    /// <param name="key">The hash of its key, or <see cref="KeyHash.None"/>.</param>
    /// <param name="rewrite">What has to be done to its text before it is stored.</param>
    public RecordFault? Find(ReadOnlySpan<byte> record, out ulong key, out Rewrite rewrite)
    {
        if (Read(record, out key, out rewrite) is { } fault)
            return fault;
        if (keyFields.Count > 1)
        {
            var sent = rewrite.HasFlag(Rewrite.Map) ? Mapped : record;
            key = KeyReader.Read(sent, keyFields) is { } compound ? _hash.Of(Encoding.UTF8.GetBytes(compound)) : KeyHash.None;
        }

        return null;
    }

    private RecordFault? Read(ReadOnlySpan<byte> record, out ulong key, out Rewrite rewrite)
    {
        key = KeyHash.None;
        rewrite = Rewrite.None;
        if (!Utf8.IsValid(record))
            return RecordFaults.InvalidUtf8;
        if (PlainRecord.TryRead(record, _names, _mapped, out var plainKey))
        {
            key = plainKey.IsEmpty ? _constantKey : _hash.Of(plainKey);
            if (_mapped is { IsChanged: true })
                rewrite = Rewrite.Map;
            return null;
        }

        if (record.ContainsAny((byte)'\n', (byte)'\r'))
            rewrite = Rewrite.Fold;
        try
        {
            if (record.Contains((byte)'\\') && Escapes.HaveLoneSurrogate(record))
            {
                var whole = new Utf8JsonReader(record);
                while (whole.Read())
                {
                }

                return RecordFaults.LoneSurrogate;
            }

            var fault = Walk(record, out key, out var annotated, out var isMapped);
            if (isMapped)
                return (_withoutMapping ??= new RecordCheck(keyFields)).Read(record, out key, out rewrite);
            if (_mapped is not null)
                rewrite |= Rewrite.Map;
            else if (annotated)
                rewrite |= Rewrite.DropAnnotations;
            return fault;
        }
        catch (JsonException fault)
        {
            return RecordFaults.MalformedJson(fault);
        }
    }

    private RecordFault? Walk(ReadOnlySpan<byte> record, out ulong key, out bool annotated, out bool isMapped)
    {
        key = _constantKey;
        annotated = false;
        isMapped = false;
        var reader = new Utf8JsonReader(record);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            while (reader.Read())
            {
            }

            return RecordFaults.NotAnObject;
        }

        RecordFault? fault = null;
        var fields = 0;
        var dropped = 0;
        _names.BeginRecord();
        _mapped?.Begin();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            if (!_names.TryAdd(Unescaped(ref reader), out var kind))
                fault ??= _names.Clash();
            reader.Read();
            var value = (int)reader.TokenStartIndex;
            switch (kind)
            {
                case FieldKind.Plain:
                    fields++;
                    break;
                case FieldKind.Key:
                    fields++;
                    if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
                        key = _hash.Of(Unescaped(ref reader));
                    break;
                case FieldKind.Dropped:
                    dropped++;
                    break;
                default:
                    annotated = true;
                    if (kind == FieldKind.RejectedText && reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length > 0)
                        fault ??= RecordFaults.NotFixed(reader.GetString()!);
                    if (kind == FieldKind.Mark && mapping is not null && reader.TokenType == JsonTokenType.String)
                        isMapped |= reader.ValueTextEquals(mapping.Mark);
                    break;
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                reader.Skip();
            if (kind <= FieldKind.Key)
                _mapped?.Add(_names.Written, record[(_names.Written is null ? start : value)..(int)reader.BytesConsumed]);
        }

        // Nothing may follow the object: there is no more to read, or this throws.
        reader.Read();
        if (fault is null && fields == 0)
            fault = dropped == 0 ? RecordFaults.EmptyRecord : RecordFaults.NothingLeft;
        _mapped?.TryClose();
        return fault;
    }

    private ReadOnlySpan<byte> Unescaped(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan;
        if (_unescaped.Length < reader.ValueSpan.Length)
            _unescaped = new byte[reader.ValueSpan.Length * 2];
        return _unescaped.AsSpan(0, reader.CopyString(_unescaped));
    }
}
