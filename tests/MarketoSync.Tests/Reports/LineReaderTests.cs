using System.Text;
using FsCheck.Xunit;
using MarketoSync.Reports;

namespace MarketoSync.Tests.Reports;

public sealed class LineReaderTests
{
    [Property(MaxTest = 30)]
    public async Task Lines_come_out_as_they_went_in_however_long_they_are(ushort[] lengths)
    {
        var lines = lengths.Select((length, number) => new string((char)('a' + number % 26), length * 4)).ToArray();
        await using var reader = new LineReader(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")))));

        var read = new List<string>();
        while (await reader.ReadAsync(default) is { } line) read.Add(Encoding.UTF8.GetString(line.Span));

        Assert.Equal(lines, read);
    }

    [Fact]
    public async Task A_last_line_needs_no_new_line()
    {
        await using var reader = new LineReader(new MemoryStream("a\nb"u8.ToArray()));

        Assert.Equal("a"u8.ToArray(), (await reader.ReadAsync(default))!.Value.ToArray());
        Assert.Equal("b"u8.ToArray(), (await reader.ReadAsync(default))!.Value.ToArray());
        Assert.Null(await reader.ReadAsync(default));
    }
}
