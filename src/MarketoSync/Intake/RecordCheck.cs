using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using MarketoSync.Records;

namespace MarketoSync.Intake;

/// <summary>Checks one record at a time and finds its key, in one pass and without an allocation for a good record.</summary>
/// <param name="needsKey">Whether a record without one is at fault.</param>
internal sealed class RecordCheck(IReadOnlyList<string> keyFields, bool needsKey)
{
    private readonly FieldNames _names = new(keyFields is [var single] ? single : null);
    private readonly RecordFault _missingKey = RecordFaults.MissingKey(keyFields);
    private readonly KeyHash _hash = new();
    private byte[] _unescaped = [];

    /// <param name="record">The record's text, with no white space around it.</param>
    /// <param name="key">The hash of its key, or <see cref="KeyHash.None"/>.</param>
    /// <param name="rewrite">What has to be done to its text before it is stored.</param>
    public RecordFault? Find(ReadOnlySpan<byte> record, out ulong key, out Rewrite rewrite)
    {
        if (Read(record, out key, out rewrite) is { } fault)
            return fault;
        if (keyFields.Count > 1)
            key = KeyReader.Read(record, keyFields) is { } compound ? _hash.Of(Encoding.UTF8.GetBytes(compound)) : KeyHash.None;
        return needsKey && key == KeyHash.None ? _missingKey : null;
    }

    private RecordFault? Read(ReadOnlySpan<byte> record, out ulong key, out Rewrite rewrite)
    {
        key = KeyHash.None;
        rewrite = Rewrite.None;
        if (!Utf8.IsValid(record))
            return RecordFaults.InvalidUtf8;
        if (PlainRecord.TryRead(record, _names, out var plainKey))
        {
            if (!plainKey.IsEmpty)
                key = _hash.Of(plainKey);
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

            var fault = Walk(record, out key, out var annotated);
            if (annotated)
                rewrite |= Rewrite.DropAnnotations;
            return fault;
        }
        catch (JsonException fault)
        {
            return RecordFaults.MalformedJson(fault);
        }
    }

    private RecordFault? Walk(ReadOnlySpan<byte> record, out ulong key, out bool annotated)
    {
        key = KeyHash.None;
        annotated = false;
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
        _names.BeginRecord();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNew = _names.TryAdd(Unescaped(ref reader), out var kind);
            if (!isNew)
                fault ??= RecordFaults.DuplicateField(reader.GetString()!);
            reader.Read();
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
                default:
                    annotated = true;
                    if (kind == FieldKind.RejectedText && reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length > 0)
                        fault ??= RecordFaults.NotFixed(reader.GetString()!);
                    break;
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                reader.Skip();
        }

        // Nothing may follow the object: there is no more to read, or this throws.
        reader.Read();
        return fault ?? (fields == 0 ? RecordFaults.EmptyRecord : null);
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
