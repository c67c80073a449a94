using System.Text;
using MarketoSync.Records;

namespace MarketoSync.Tests.Records;

public sealed class ResultLineTests
{
    [Fact]
    public void A_line_is_as_the_contract_shows_it() => Assert.Equal(
        """{"record":0,"line":2,"key":"a@example.com","status":"created","id":"123","reasons":[{"code":"1005","message":"Lead already exists"}],"batch":"0042.1"}""",
        Encoding.UTF8.GetString(ResultLine.Write(new(
            0, 2, "a@example.com", RecordStatus.Created, "123", [new("1005", "Lead already exists")], "0042.1"))));

    [Theory]
    [InlineData("{\"record\":123456,\"line\":1}", 123456)]
    [InlineData("{\"record\":0}", 0)]
    public void The_records_number_is_read_without_the_rest(string line, long expected) =>
        Assert.Equal(expected, ResultLine.RecordNumber(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [InlineData("")]
    [InlineData("{\"line\":1,\"record\":2}")]
    public void A_line_that_does_not_begin_with_it_is_refused(string line) =>
        Assert.Throws<InvalidDataException>(() => ResultLine.RecordNumber(Encoding.UTF8.GetBytes(line)));
}
