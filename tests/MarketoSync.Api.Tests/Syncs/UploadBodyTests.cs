using System.Text;
using FsCheck.Xunit;
using MarketoSync.Api.Syncs;

namespace MarketoSync.Api.Tests.Syncs;

public sealed class UploadBodyTests
{
    [Theory]
    [InlineData("""{"source":"inbox/a.csv"}""")]
    [InlineData("""  {"source":"inbox/a.csv","target":"leads"} """)]
    [InlineData("\uFEFF{\"source\":\"inbox/a.csv\"}")]
    [InlineData("""{"source":7,"more":{"records":[1]}}""")]
    public async Task An_object_that_begins_with_source_and_has_no_records_names_a_file(string body) =>
        Assert.Equal(body, Encoding.UTF8.GetString((await PeekAsync(body)).Source!.Value.Span));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""[{"source":"inbox/a.csv"}]""")]
    [InlineData("""{"records":[]}""")]
    [InlineData("""{"target":"leads","source":"inbox/a.csv"}""")]
    [InlineData("""{"source":"inbox/a.csv","records":[]}""")]
    [InlineData("""{"source":"inbox/a.csv"}{}""")]
    [InlineData("""{"source":"inbox/a.csv" """)]
    [InlineData("""{"source":""")]
    [InlineData("{}")]
    [InlineData("\"source\"")]
    [InlineData("nonsense")]
    public async Task All_else_is_records_and_is_given_on_whole(string body)
    {
        var (source, records) = await PeekAsync(body);

        Assert.Null(source);
        Assert.Equal(body, await ReadAsync(records));
    }

    [Fact]
    public async Task What_does_not_end_within_64_KB_names_no_file()
    {
        var body = $$"""{"source":"{{new string('x', 70_000)}}"}""";

        var (source, records) = await PeekAsync(body);

        Assert.Null(source);
        Assert.Equal(body, await ReadAsync(records));
    }

    [Property]
    public async Task However_the_body_is_cut_the_answer_is_the_same(ushort size)
    {
        string[] bodies = ["""{"source":"inbox/a.csv","target":"leads"}""", """{"source":"crm","records":[{"email":"a@example.com"}]}""", """[{"a":1}]"""];
        foreach (var body in bodies)
        {
            var (source, records) = await UploadBody.PeekAsync(new Pieces(body, 1 + size % 50), CancellationToken.None);
            Assert.Equal(body == bodies[0], source is not null);
            Assert.Equal(body, source is { } whole ? Encoding.UTF8.GetString(whole.Span) : await ReadAsync(records));
        }
    }

    private static Task<(ReadOnlyMemory<byte>? Source, Stream Records)> PeekAsync(string body) =>
        UploadBody.PeekAsync(new Pieces(body, 1_000), CancellationToken.None);

    private static async Task<string> ReadAsync(Stream stream)
    {
        var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return Encoding.UTF8.GetString(all.ToArray());
    }

    private sealed class Pieces(string body, int size) : MemoryStream(Encoding.UTF8.GetBytes(body))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
