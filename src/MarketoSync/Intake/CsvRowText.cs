using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;

namespace MarketoSync.Intake;

/// <summary>Turns rows into JSON objects, in a buffer that each row uses again.</summary>
internal sealed class CsvRowText : IDisposable
{
    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly ArrayBufferWriter<byte> _text = new(4096);
    private readonly Utf8JsonWriter _json;

    public CsvRowText() => _json = new Utf8JsonWriter(_text, Options);

    public ReadOnlySpan<byte> Text => _text.WrittenSpan;

    public RecordFault? Write(CsvReader row, CsvColumn[] columns)
    {
        _text.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        for (var i = 0; i < columns.Length; i++)
        {
            if (!columns[i].TryWrite(_json, row.GetSpan(i)))
                return RecordFaults.BadValue(columns[i].Name, columns[i].Type == CsvColumnType.Number ? "number" : "boolean (true or false)");
        }

        _json.WriteEndObject();
        _json.Flush();
        return null;
    }

    public void Dispose() => _json.Dispose();
}
