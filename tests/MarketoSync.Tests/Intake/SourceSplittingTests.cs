using System.Text;
using FsCheck.Xunit;
using MarketoSync.Intake;

namespace MarketoSync.Tests.Intake;

public class SourceSplittingTests
{
    private const string Ndjson = "\uFEFF{\"email\":\"é@x\",\"n\":1}\r\n\n{\"email\":\"\\ud83d\\ude00\"}\n{\"a\":,}\n{\"b\":[1,\r2]}\nx\n{\"marketosync.raw\":\"\",\"c\":1}";
    private const string Json = "\uFEFF{\"x\":\"]\\\"\",\"records\":[{\"email\":\"é\\\\\"},\n 17 ,{\"a\":[{\n\"b\":\"]}\"}]},-1.5e3,{}],\"y\":null}\n";
    private const string Csv = "\uFEFFemail,n:number\r\né@x,1\r\n\"a\"\"b\n,c\",\n\n1,2,3\nx,\"1\"\n";

    [Theory]
    [InlineData(SourceFormat.Ndjson, Ndjson, 6)]
    [InlineData(SourceFormat.Json, Json, 5)]
    [InlineData(SourceFormat.Csv, Csv, 4)]
    public async Task However_a_source_arrives_its_records_are_the_same(SourceFormat format, string text, int records)
    {
        var whole = await Taken.FromAsync(format, text);
        Assert.Equal(records, whole.Summary.Records);
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var first = 1; first < bytes.Length; first++)
            AssertSame(whole, await TakeAsync(format, bytes, [first, bytes.Length]));
        for (var size = 1; size < 8; size++)
            AssertSame(whole, await TakeAsync(format, bytes, [size]));
    }

    [Property(MaxTest = 50)]
    public void However_random_pieces_fall_the_records_are_the_same(byte[] sizes)
    {
        int[] pieces = [.. sizes.Select(size => size % 16 + 1), 5];
        foreach (var (format, text) in new[] { (SourceFormat.Ndjson, Ndjson), (SourceFormat.Json, Json), (SourceFormat.Csv, Csv) })
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            AssertSame(
                Taken.FromAsync(format, bytes).GetAwaiter().GetResult(),
                TakeAsync(format, bytes, pieces).GetAwaiter().GetResult());
        }
    }

    [Fact]
    public async Task A_source_of_many_buffers_keeps_every_record_and_line()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 20_000; i++)
            text.Append("{\"email\":\"").Append(i).Append("@x\",\"pad\":\"").Append('x', i % 97).Append("\"}\n");
        var taken = await Taken.NdjsonAsync(text.ToString());
        Assert.Equal(text.ToString(), string.Concat(taken.Texts.Select(line => line + "\n")));
        Assert.Equal(Enumerable.Range(1, 20_000).Select(i => (uint)i), taken.Stored.Select(r => r.Line));
    }

    private static Task<Taken> TakeAsync(SourceFormat format, byte[] bytes, int[] pieces) =>
        Taken.FromAsync(new Pieces(bytes, pieces), new IntakeOptions(format, "email", Taken.Limits));

    private static void AssertSame(Taken expected, Taken actual)
    {
        Assert.Equal(expected.Result, actual.Result);
        Assert.Equal(expected.Stored, actual.Stored);
        Assert.Equal(expected.Rejected, actual.Rejected);
    }
}
