using System.Text;
using MarketoSync.Marketo;

namespace MarketoSync.Tests.Marketo;

public class ObjectQueryTests
{
    private const string Start = "filterType=email&filterValues=";

    [Fact]
    public void A_short_query_is_a_get()
    {
        var call = ObjectQuery.Build("rest/v1/leads.json", "email", ["a+b@x.example", "c&d@x.example"], ["id", "email"], "p=1", TimeSpan.FromSeconds(9));
        Assert.Null(call.Body);
        Assert.Equal(Start + "a%2Bb%40x.example%2Cc%26d%40x.example&fields=id%2Cemail&nextPageToken=p%3D1", call.Query);
        Assert.Equal(("rest/v1/leads.json", TimeSpan.FromSeconds(9)), (call.Path, call.Timeout));
    }

    [Theory]
    [InlineData(7_600, true)]
    [InlineData(7_700, false)]
    public void A_query_that_makes_the_uri_longer_than_eight_kilobytes_goes_in_the_body_of_a_post(int length, bool isGet)
    {
        var call = ObjectQuery.Build("rest/v1/leads.json", "email", [new string('a', length - Start.Length - "&fields=id".Length)], ["id"], null, TimeSpan.Zero);
        var query = isGet ? call.Query! : Encoding.ASCII.GetString(call.Body!.Value.Span);
        Assert.Equal(length, query.Length);
        Assert.StartsWith(Start, query, StringComparison.Ordinal);
        Assert.Equal(isGet, call.Body is null);
        if (!isGet) Assert.Equal(("_method=GET", "application/x-www-form-urlencoded"), (call.Query, call.ContentType));
    }

    [Fact]
    public void Compound_keys_go_as_JSON_in_the_body_of_a_post()
    {
        var call = ObjectQuery.BuildCompound(
            "rest/v1/opportunities/roles.json", "{\"leadId\":1,\"role\":\"a\"}\n{\"leadId\":2,\"role\":\"b\"}\n"u8, ["marketoGUID", "leadId"], "p", TimeSpan.Zero);
        Assert.Equal(("_method=GET", "application/json", HttpMethod.Post), (call.Query, call.ContentType, call.Method));
        Assert.Equal(
            """{"filterType":"dedupeFields","fields":["marketoGUID","leadId"],"nextPageToken":"p","input":[{"leadId":1,"role":"a"},{"leadId":2,"role":"b"}]}""",
            Encoding.UTF8.GetString(call.Body!.Value.Span));
    }
}
