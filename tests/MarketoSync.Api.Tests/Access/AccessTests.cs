using System.Net;
using MarketoSync.Api.Access;
using MarketoSync.Api.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Tests.Access;

public sealed class AccessTests
{
    private const string Key = "a-key-that-is-long-enough";

    [Theory]
    [InlineData("/api/syncs")]
    [InlineData("/api/syncs/r")]
    [InlineData("/api/syncs/r/report")]
    [InlineData("/api/syncs/r/results")]
    [InlineData("/api/health?deep=1")]
    [InlineData("/api/openapi.json")]
    public async Task Without_the_key_nothing_is_told(string path)
    {
        await using var server = await ApiServer.StartAsync(ApiServer.Settings(Key));

        using var response = await server.Http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.NotEmpty(response.Headers.WwwAuthenticate);
        Assert.Contains("\"key-required\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x-functions-key", Key, "", 200)]
    [InlineData("x-functions-key", "another-key-of-that-length", "", 401)]
    [InlineData("x-functions-key", "another-key-of-that-length", "?code=" + Key, 401)]
    [InlineData("x-other", "", "?code=" + Key, 200)]
    [InlineData("x-other", "", "?code=", 401)]
    [InlineData("Authorization", Key, "", 401)]
    public async Task The_key_is_in_its_header_or_in_the_query(string header, string value, string query, int status)
    {
        await using var server = await ApiServer.StartAsync(ApiServer.Settings(Key));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/syncs" + query);
        request.Headers.TryAddWithoutValidation(header, value);

        Assert.Equal(status, (int)(await server.SendAsync(request)).Status);
    }

    [Fact]
    public async Task With_no_key_set_a_server_that_needs_one_lets_nobody_in()
    {
        await using var server = await ApiServer.StartAsync(access: AccessRules.ByKey);

        ProblemAnswer.Is("key-required", 401, await server.GetAsync("/api/syncs?code="));
    }

    [Fact]
    public async Task What_a_host_has_checked_before_is_not_asked_for_again()
    {
        await using var server = await ApiServer.StartAsync(access: AccessRules.CheckedBefore);

        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/api/syncs")).Status);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_page_of_another_site_cannot_use_the_server_of_this_machine(string header, string value)
    {
        await using var server = await ApiServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/syncs/r/cancel");
        request.Headers.TryAddWithoutValidation(header, value);

        ProblemAnswer.Is("foreign-origin", 403, await server.SendAsync(request));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:7071")]
    [InlineData("[::1]:7071")]
    public async Task This_machine_is_called_by_any_of_its_names(string host)
    {
        await using var server = await ApiServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/syncs");
        request.Headers.Host = host;

        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData("sha256=7f1c0e80f0ae52a5fde25f7a5f4b8b3c8b0d4bd2a1a0ad4dbb1a8fb3ce2d4fb1", false)]
    [InlineData("sha256=", false)]
    [InlineData("7e", false)]
    [InlineData("sha1=aa", false)]
    [InlineData("sha256=zz1c0e80f0ae52a5fde25f7a5f4b8b3c8b0d4bd2a1a0ad4dbb1a8fb3ce2d4fb1", false)]
    [InlineData(null, true)]
    public void A_signature_is_held_against_the_body(string? signature, bool fits)
    {
        var body = "{\"email\":\"a@example.com\"}"u8;
        var settings = ApiServer.Settings(Key, "a-webhook-secret-that-is-long");
        signature ??= "sha256=" + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData("a-webhook-secret-that-is-long"u8, body));
        var request = new DefaultHttpContext().Request;
        request.Headers[AccessRules.SignatureHeader] = signature;

        var refused = AccessRules.ByKey(settings).RefuseBody(request, body);

        Assert.Equal(fits ? null : "invalid-signature", refused?.Kind.Code);
        Assert.Equal("invalid-signature", AccessRules.ByKey(settings).RefuseBody(request, "{}"u8)?.Kind.Code);
        Assert.Equal("key-required", AccessRules.ByKey(settings).Refuse(request)?.Kind.Code);
    }

    [Fact]
    public void Without_a_secret_no_signature_fits()
    {
        var request = new DefaultHttpContext().Request;
        request.Headers[AccessRules.SignatureHeader] = "sha256=" + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData([], "{}"u8));

        Assert.Equal("invalid-signature", AccessRules.ByKey(ApiServer.Settings(Key)).RefuseBody(request, "{}"u8)?.Kind.Code);
    }
}
