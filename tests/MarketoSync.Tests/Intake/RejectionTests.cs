using System.Text;
using MarketoSync.Batching;
using MarketoSync.Intake;

namespace MarketoSync.Tests.Intake;

public class RejectionTests
{
    private const string Good = """{"email":"good@example.com"}""";

    [Theory]
    [InlineData("""{"email":"a@example.com",}""", "malformed-json")]
    [InlineData("""{"email":"a@example.com" """, "malformed-json")]
    [InlineData("""{"email":"a@example.com"} {"email":"b@example.com"}""", "malformed-json")]
    [InlineData("""{"email":"a@example.com"},""", "malformed-json")]
    [InlineData("""{'email':'a@example.com'}""", "malformed-json")]
    [InlineData("""{"email":"a@example.com","n":01}""", "malformed-json")]
    [InlineData("""{"email":"a@example.com","n":1.}""", "malformed-json")]
    [InlineData("""{"email":"a@example.com","n":truer}""", "malformed-json")]
    [InlineData("{\"email\":\"tab\there\"}", "malformed-json")]
    [InlineData("""{"email":"\x41"}""", "malformed-json")]
    [InlineData("{", "malformed-json")]
    [InlineData("""{"a""", "malformed-json")]
    [InlineData("""{"a":""", "malformed-json")]
    [InlineData("""{"a":1""", "malformed-json")]
    [InlineData("email,firstName", "malformed-json")]
    [InlineData("""["a@example.com"]""", "not-an-object")]
    [InlineData("\"a@example.com\"", "not-an-object")]
    [InlineData("17", "not-an-object")]
    [InlineData("null", "not-an-object")]
    [InlineData("{}", "empty-record")]
    [InlineData("{ }", "empty-record")]
    [InlineData("""{"email":"\ud83d"}""", "lone-surrogate")]
    [InlineData("""{"email":"\ude00\ud83d"}""", "lone-surrogate")]
    [InlineData("""{"email":"\uD83D\u0041"}""", "lone-surrogate")]
    [InlineData("""{"\ud83d":"a"}""", "lone-surrogate")]
    [InlineData("""{"email":"\ud83d",}""", "malformed-json")]
    [InlineData("""{"email":"a@example.com","email":"b@example.com"}""", "duplicate-field")]
    [InlineData("""{"email":"a@example.com","\u0065mail":"b@example.com"}""", "duplicate-field")]
    [InlineData("""{"a":{"b":1},"c":2,"a":3}""", "duplicate-field")]
    [InlineData("""{"email":"a@example.com","marketosync.raw":"{\"email\":"}""", "not-fixed")]
    public async Task A_record_that_cannot_be_sent_is_rejected_with_its_line_and_the_others_go_on(string record, string code)
    {
        var taken = await Taken.NdjsonAsync($"{Good}\n\n{record}\n{Good.Replace("good", "more")}\n");
        var rejected = Assert.Single(taken.Rejected);
        Assert.Equal((1u, 3u, code), (rejected.Record, rejected.Line, rejected.Code));
        Assert.NotEmpty(rejected.Message);
        Assert.Equal([(0u, 1u), (2u, 4u)], taken.Stored.Select(r => (r.Record, r.Line)));
    }

    [Theory]
    [InlineData("The record has no id, by which Marketo would know what is meant.", "id")]
    [InlineData("The record has not all of order, line, by which Marketo would know what is meant.", "order", "line")]
    public async Task Of_a_key_nothing_is_said_to_be_missing_that_may_be_there(string text, params string[] key)
    {
        var taken = await Taken.FromAsync(
            new MemoryStream("{\"line\":1}"u8.ToArray()), new IntakeOptions(SourceFormat.Ndjson, key, Taken.Limits) { NeedsKey = true });

        Assert.Equal(text, Assert.Single(taken.Rejected).Message);
    }

    [Theory]
    [InlineData("""{"email":"\ud83d\ude00"}""")]
    [InlineData("""{"email":"\\ud83d"}""")]
    [InlineData("""{"email":"\\\ud83d\ude00\u0041\n\/"}""")]
    [InlineData("""{"a":{"b":1,"b":2}}""")]
    [InlineData("""{"a":[{"email":1},{"email":2}],"email":null}""")]
    [InlineData("""{"a":-0.5,"b":1e5,"c":0,"d":true,"e":false,"f":null}""")]
    [InlineData("""{"a":"ünï😀"}""")]
    [InlineData("{\"a\": \"x\" ,\t\"b\":[ 1 ]}")]
    [InlineData("""{"":"x"}""")]
    public async Task A_record_that_only_looks_odd_is_stored_byte_for_byte(string record) =>
        Assert.Equal([record], (await Taken.NdjsonAsync(record)).Texts);

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    public async Task A_record_that_is_no_UTF8_is_rejected(byte[] bytes)
    {
        byte[] source = [.. "{\"a\":\""u8, .. bytes, .. "\"}\n{\"a\":\"b\"}"u8];
        var taken = await Taken.FromAsync(SourceFormat.Ndjson, source);
        var rejected = Assert.Single(taken.Rejected);
        Assert.Equal("invalid-utf8", rejected.Code);
        Assert.StartsWith("{\"a\":\"\uFFFD", rejected.Raw, StringComparison.Ordinal);
        Assert.Single(taken.Stored);
    }

    [Fact]
    public async Task A_record_that_just_fills_a_body_is_stored_and_one_byte_more_is_too_large()
    {
        var limits = new BatchLimits(300, 1000, 80);
        string Record(int length) => "{\"a\":\"" + new string('x', length - 8) + "\"}";
        var most = 1000 - 80;
        var taken = await Taken.FromAsync(
            new MemoryStream(Encoding.UTF8.GetBytes($"{Record(most)}\n{Record(most + 1)}\n")),
            new IntakeOptions(SourceFormat.Ndjson, [], limits));
        Assert.Equal(limits.MaxBytes, limits.BodyBytes(taken.Summary.StoredBytes));
        Assert.Equal(Record(most), Assert.Single(taken.Stored).Text);
        Assert.Equal((1u, "too-large"), (taken.Rejected[0].Record, taken.Rejected[0].Code));
    }

    [Fact]
    public async Task The_text_of_a_rejected_record_is_kept_up_to_32_KB_and_no_character_is_cut()
    {
        var record = "[\"" + new string('é', 20_000) + "\"]";
        var raw = Assert.Single((await Taken.NdjsonAsync(record)).Rejected).Raw;
        Assert.Equal(record[..raw.Length], raw);
        Assert.InRange(Encoding.UTF8.GetByteCount(raw), 32 * 1024 - 3, 32 * 1024);
    }

    [Fact]
    public async Task Annotations_of_a_rejects_file_are_dropped()
    {
        var taken = await Taken.NdjsonAsync(
            """
            {"marketosync.record":3,"email":"a@example.com","marketosync.reasons":[{"code":"1005"}],"n": 1.50,"marketosync.raw":""}
            {"marketosync.code":"x"}
            """);
        Assert.Equal("""{"email":"a@example.com","n": 1.50}""", Assert.Single(taken.Stored).Text);
        Assert.Equal("empty-record", Assert.Single(taken.Rejected).Code);
    }

    [Fact]
    public async Task A_record_that_nobody_fixed_keeps_the_text_it_was_rejected_with()
    {
        var rejected = Assert.Single((await Taken.NdjsonAsync("""{"marketosync.raw":"{\"a\":1,}","marketosync.line":7}""")).Rejected);
        Assert.Equal(("not-fixed", """{"a":1,}"""), (rejected.Code, rejected.Raw));
    }

    [Fact]
    public async Task A_name_with_escapes_is_not_mistaken_for_text_that_ends_early()
    {
        // The first record teaches the name a"b. As it stands in the second, unescaped, it is no JSON.
        var taken = await Taken.NdjsonAsync("""
            {"a\"b":"1"}
            {"a"b":"1"}
            """);
        Assert.Single(taken.Stored);
        Assert.Equal("malformed-json", Assert.Single(taken.Rejected).Code);
    }

    [Fact]
    public async Task Records_of_every_shape_may_follow_each_other()
    {
        string[] records = ["""{"a":1,"b":2,"c":3}""", """{"c":1,"a":2}""", """{"b":1,"a":2,"d":[]}""", """{"d":1}""", """{"a":1,"b":2,"c":3}"""];
        Assert.Equal(records, (await Taken.NdjsonAsync(string.Join('\n', records))).Texts);
    }
}
