using System.Text;
using MarketoSync.Marketo;

namespace MarketoSync.Tests.Marketo;

public class LeadQueryTests
{
    private const string Start = "filterType=email&filterValues=";

    [Fact]
    public void A_short_query_is_a_get()
    {
        var call = LeadQuery.Build(Target.Leads, "email", ["a+b@x.example", "c&d@x.example"], ["id", "email"], "p=1", TimeSpan.FromSeconds(9));
        Assert.Null(call.Body);
        Assert.Equal(Start + "a%2Bb%40x.example%2Cc%26d%40x.example&fields=id%2Cemail&nextPageToken=p%3D1", call.Query);
        Assert.Equal((Target.Leads.Path, TimeSpan.FromSeconds(9)), (call.Path, call.Timeout));
    }

    [Theory]
    [InlineData(7_600, true)]
    [InlineData(7_700, false)]
    public void A_query_that_makes_the_uri_longer_than_eight_kilobytes_goes_in_the_body_of_a_post(int length, bool isGet)
    {
        var call = LeadQuery.Build(Target.Leads, "email", [new string('a', length - Start.Length - "&fields=id".Length)], ["id"], null, TimeSpan.Zero);
        var query = isGet ? call.Query! : Encoding.ASCII.GetString(call.Body!.Value.Span);
        Assert.Equal(length, query.Length);
        Assert.StartsWith(Start, query, StringComparison.Ordinal);
        Assert.Equal(isGet, call.Body is null);
        if (!isGet) Assert.Equal(("_method=GET", "application/x-www-form-urlencoded"), (call.Query, call.ContentType));
    }
}
