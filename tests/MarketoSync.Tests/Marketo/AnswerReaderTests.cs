using System.Text;
using MarketoSync.Marketo;
using MarketoSync.Records;

namespace MarketoSync.Tests.Marketo;

public class AnswerReaderTests
{
    [Fact]
    public void Items_are_read_in_order_with_status_id_and_reasons()
    {
        var answer = Read("""
            {"requestId":"a#1","success":true,"result":[
              {"id":9001,"status":"created"},
              {"status":"skipped","reasons":[{"code":"1003","message":"Invalid value"},{"code":"1004","message":"Lead not found"}]},
              {"seq":2,"marketoGUID":"aa-bb","status":"updated"}]}
            """);
        Assert.Equal((true, "a#1"), (answer!.Success, answer.RequestId));
        Assert.Equal([("created", "9001"), ("skipped", null), ("updated", "aa-bb")], answer.Items!.Select(item => (item.Status!, item.Id)));
        Assert.Equal([new("1003", "Invalid value"), new("1004", "Lead not found")], answer.Items![1].Reasons);
    }

    [Theory]
    [InlineData("""{"status":"skipped","reasons":[{"code":1005,"message":"m"}]}""")]
    [InlineData("""{"status":"skipped","reasons":[{"message":"m","code":"1005"}]}""")]
    [InlineData("""{"status":"skipped","reasons":{"code":"1005","message":"m"}}""")]
    [InlineData("""{"status":"skipped","reason":{"code":"1005","message":"m"}}""")]
    [InlineData("""{"status":"skipped","reason":[{"code":"1005","message":"m"}]}""")]
    [InlineData("""{"status":"skipped","errors":[{"code":1005,"message":"m","more":{"a":[1]}}]}""")]
    [InlineData("""{"errors":[{"code":"1005","message":"m"}],"status":"skipped","other":[[{}]]}""")]
    public void Reasons_are_read_under_any_of_their_names_and_shapes(string item) =>
        Assert.Equal([new Reason("1005", "m")], Item(item).Reasons);

    [Theory]
    [InlineData("""{"reasons":["just text"]}""", "unexplained", "just text")]
    [InlineData("""{"reasons":"just text"}""", "unexplained", "just text")]
    [InlineData("""{"reasons":[{"message":"no code"}]}""", "unexplained", "no code")]
    [InlineData("""{"reasons":[{"code":{"x":1},"message":null}]}""", "unexplained", "")]
    public void A_reason_without_a_code_is_still_a_reason(string item, string code, string message) =>
        Assert.Equal([new Reason(code, message)], Item(item).Reasons);

    [Theory]
    [InlineData("""{"id":null,"status":null,"reasons":null}""")]
    [InlineData("""{"id":[1],"status":{"a":1},"reasons":7}""")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("[[1],[2]]")]
    public void An_item_of_wrong_types_says_nothing_but_keeps_its_place(string item)
    {
        var read = Item(item);
        Assert.Null(read.Status);
        Assert.Null(read.Id);
        Assert.Empty(read.Reasons);
    }

    [Theory]
    [InlineData("\"601\"")]
    [InlineData("601")]
    public void Errors_of_the_whole_call_are_read_with_codes_as_text_or_numbers(string code)
    {
        var answer = Read($$"""{"requestId":"r","success":false,"errors":[{"code":{{code}},"message":"Access token invalid"}]}""");
        Assert.False(answer!.Success);
        Assert.Null(answer.Items);
        Assert.Equal([new Reason("601", "Access token invalid")], answer.Errors);
    }

    [Fact]
    public void Warnings_as_text_and_a_missing_result_are_no_fault()
    {
        var answer = Read("""{"success":true,"warnings":["No assets found for the given search criteria."],"errors":[],"requestId":"r"}""");
        Assert.True(answer!.Success);
        Assert.Null(answer.Items);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("<html><body>502 Bad Gateway</body></html>")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("""{"result":[]}""")]
    [InlineData("""{"success":"true","result":[]}""")]
    [InlineData("""{"success":true}{"success":true}""")]
    [InlineData("""{"success":true} rubbish""")]
    [InlineData("""{"success":true,}""")]
    [InlineData("""{"success":true,"batchId":""12""}""")]
    public void What_is_no_answer_of_the_api_is_told_apart(string body) => Assert.Null(Read(body));

    [Fact]
    public void Cut_off_anywhere_it_is_no_answer()
    {
        var whole = Encoding.UTF8.GetBytes("""{"requestId":"ü","success":true,"result":[{"id":1,"status":"skipped","reasons":[{"code":"1003","message":"é"}]}]}""");
        Assert.NotNull(AnswerReader.TryRead(whole));
        for (var length = 0; length < whole.Length; length++) Assert.Null(AnswerReader.TryRead(whole.AsSpan(0, length)));
    }

    [Fact]
    public void Nesting_without_end_and_text_that_is_no_utf8_are_no_answer()
    {
        Assert.Null(Read($$"""{"success":true,"result":[{"reasons":{{new string('[', 5_000)}}{{new string(']', 5_000)}}}]}"""));
        byte[] broken = [.. "{\"success\":true,\"requestId\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.Null(AnswerReader.TryRead(broken));
        Assert.Null(Read("""{"success":true,"requestId":"\ud800"}"""));
    }

    private static AnswerItem Item(string item) => Assert.Single(Read($$"""{"success":true,"result":[{{item}}]}""")!.Items!);

    private static Answer? Read(string body) => AnswerReader.TryRead(Encoding.UTF8.GetBytes(body));
}
