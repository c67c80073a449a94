using FsCheck.Xunit;
using MarketoSync.Marketo;

namespace MarketoSync.Tests.Marketo;

public class MarketoUrlTests
{
    [Property]
    public void However_many_slashes_meet_none_is_doubled(byte before, byte between, byte within, byte behind, bool hasPath)
    {
        var root = new Uri($"https://a.example/{Slashes(before)}{(hasPath ? "sub" : "")}{Slashes(between)}");
        var url = MarketoUrl.Join(root, $"{Slashes(within)}rest{Slashes(1 + behind % 3)}v1/leads.json", "a=b%2Cc");
        Assert.Equal($"https://a.example/{(hasPath ? "sub/" : "")}rest/v1/leads.json?a=b%2Cc", url.AbsoluteUri);

        static string Slashes(int count) => new('/', count % 4);
    }

    [Theory]
    [InlineData("https://a.example", "https://a.example/rest/v1/leads.json")]
    [InlineData("https://a.example/rest", "https://a.example/rest/v1/leads.json")]
    [InlineData("https://a.example/REST/", "https://a.example/rest/v1/leads.json")]
    [InlineData("https://a.example:8443/proxy/rest", "https://a.example:8443/proxy/rest/v1/leads.json")]
    [InlineData("https://a.example/arrest", "https://a.example/arrest/rest/v1/leads.json")]
    public void The_endpoint_may_be_copied_with_its_rest_from_the_administration_page(string configured, string url) =>
        Assert.Equal(url, MarketoUrl.Join(MarketoUrl.Base(new Uri(configured)), "rest/v1/leads.json").AbsoluteUri);
}
