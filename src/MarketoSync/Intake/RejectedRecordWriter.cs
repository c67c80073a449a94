using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Intake;

/// <summary>Writes the rejected records, a JSON object a line.</summary>
internal sealed class RejectedRecordWriter : IAsyncDisposable
{
    /// <summary>Bytes of a record's text that are kept.</summary>
    public const int MostRaw = 32 * 1024;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly OutputBuffer _output;
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private readonly Utf8JsonWriter _json;

    private RejectedRecordWriter(OutputBuffer output)
    {
        _output = output;
        _json = new Utf8JsonWriter(_line, Readable);
    }

    public bool IsFull => _output.IsFull;

    public static async Task<RejectedRecordWriter> CreateAsync(IRunFolder folder, CancellationToken cancellation) =>
        new(new OutputBuffer(await folder.CreateAsync(RunFiles.Rejected, cancellation), 64 * 1024));

    /// <summary>The text to keep of a record. What is no UTF-8 is shown as U+FFFD.</summary>
    public static string Raw(ReadOnlySpan<byte> text)
    {
        if (text.Length > MostRaw)
        {
            text = text[..MostRaw];
            // Not through the middle of a character: only its first byte is none of 10xxxxxx.
            var last = text.Length - 1;
            while (last > text.Length - 4 && (text[last] & 0xC0) == 0x80)
                last--;
            if (text[last] >= 0xC0)
                text = text[..last];
        }

        return Encoding.UTF8.GetString(text);
    }

    public void Write(RejectedRecord record)
    {
        _line.ResetWrittenCount();
        _json.Reset();
        JsonSerializer.Serialize(_json, record, RejectedRecordJson.Default.RejectedRecord);
        var room = _output.Take(_line.WrittenCount + 1);
        _line.WrittenSpan.CopyTo(room);
        room[^1] = (byte)'\n';
    }

    public ValueTask WriteOutAsync(CancellationToken cancellation) =>
        _output.IsFull ? _output.WriteOutAsync(cancellation) : ValueTask.CompletedTask;

    public ValueTask CompleteAsync(CancellationToken cancellation) => _output.CompleteAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _json.DisposeAsync();
        await _output.DisposeAsync();
    }
}
