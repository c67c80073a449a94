using System.Text;
using FsCheck;
using FsCheck.Xunit;
using MarketoSync.Batching;
using MarketoSync.Intake;

namespace MarketoSync.Tests.Intake;

public class NdjsonIntakeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n  \n")]
    [InlineData("\uFEFF")]
    public async Task No_input_is_no_records(string text) => Assert.Equal(0, (await Taken.NdjsonAsync(text)).Summary.Records);

    [Fact]
    public async Task Lines_end_with_LF_or_CRLF_and_the_last_may_have_no_end()
    {
        var taken = await Taken.NdjsonAsync("\uFEFF{\"a\":1}\r\n\r\n  {\"a\":2}\t\n{\"a\":3}");
        Assert.Equal([(1u, "{\"a\":1}"), (3u, "{\"a\":2}"), (4u, "{\"a\":3}")], taken.Stored.Select(r => (r.Line, r.Text)));
    }

    [Property(MaxTest = 30)]
    public async Task Small_and_large_records_are_stored_whole_and_in_their_order(ushort[] sizes)
    {
        var records = sizes.Select((size, i) => $$"""{"email":"{{i}}","notes":"{{new string('n', size % 5 == 0 ? size : size % 300)}}"}""").ToArray();
        Assert.Equal(records, (await Taken.NdjsonAsync(string.Join('\n', records))).Texts);
    }

    [Fact]
    public async Task A_file_in_UTF16_is_an_input_error() =>
        Assert.Equal(1u, Assert.IsType<InputError>((await Taken.FromAsync(SourceFormat.Ndjson, [0xFF, 0xFE, 0x7B, 0])).Result).Line);

    [Fact]
    public async Task A_line_without_end_takes_no_memory_and_is_rejected()
    {
        var limits = new BatchLimits(300, 100_000, 80);
        using var source = new LongLine(64 * 1024 * 1024, "\n{\"a\":1}\n"u8.ToArray());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var task = Taken.FromAsync(source, new IntakeOptions(SourceFormat.Ndjson, [], limits));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var taken = await task;
        Assert.Equal((0u, 1u, "too-large"), (taken.Rejected[0].Record, taken.Rejected[0].Line, taken.Rejected[0].Code));
        Assert.Equal((1u, 2u), (Assert.Single(taken.Stored).Record, taken.Stored[0].Line));
        Assert.InRange(allocated, 1, 8 * 1024 * 1024);
    }

    /// <summary>What finds the end of such a line has read others behind it, and it may have been the last that there is to read.</summary>
    [Property(MaxTest = 40)]
    public void Lines_that_are_too_long_cost_none_of_those_behind_them(byte[] kinds, PositiveInt piece, bool hasEnd)
    {
        var lines = kinds.Select((kind, i) => $$"""{"n":{{i}},"x":"{{new string('x', kind % 4 == 0 ? 360_000 + kind * 9_000 : kind)}}"}""").ToArray();
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines) + (hasEnd ? "\n" : ""));
        using var source = new Pieces(bytes, [piece.Get * 50_000]);

        var taken = Taken.FromAsync(source, new IntakeOptions(SourceFormat.Ndjson, [], new BatchLimits(300, 100_000, 80))).GetAwaiter().GetResult();

        Assert.Equal(lines.Where(line => line.Length < 100_000), taken.Texts);
        Assert.Equal(lines.Index().Where(line => line.Item.Length > 100_000).Select(line => ((uint)line.Index, (uint)line.Index + 1, "too-large")), taken.Rejected.Select(one => (one.Record, one.Line, one.Code)));
    }

    [Theory]
    [InlineData("leads.csv", SourceFormat.Csv)]
    [InlineData("inbox/LEADS.NDJSON", SourceFormat.Ndjson)]
    [InlineData("leads.2026.jsonl", SourceFormat.Ndjson)]
    [InlineData("leads.json", SourceFormat.Json)]
    public void The_format_is_guessed_from_the_name(string name, SourceFormat format) => Assert.Equal(format, SourceFormats.Guess(name));

    [Theory]
    [InlineData("-")]
    [InlineData("leads.txt")]
    public void An_unknown_name_tells_no_format(string name) => Assert.Null(SourceFormats.Guess(name));

    private sealed class LongLine(long length, byte[] end) : MemoryStream
    {
        private long _left = length;
        private int _end;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = (int)Math.Min(_left > 0 ? _left : end.Length - _end, buffer.Length);
            if (_left > 0)
            {
                buffer.Span[..count].Fill((byte)'x');
                _left -= count;
                return ValueTask.FromResult(count);
            }

            end.AsSpan(_end, count).CopyTo(buffer.Span);
            _end += count;
            return ValueTask.FromResult(count);
        }
    }
}
