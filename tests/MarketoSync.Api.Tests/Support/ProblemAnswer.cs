using System.Net;
using System.Text.Json.Nodes;

namespace MarketoSync.Api.Tests.Support;

internal static class ProblemAnswer
{
    /// <summary>The answer is problem details of this code, whole and consistent.</summary>
    public static void Is(string code, int status, (HttpStatusCode Status, JsonNode Body) answer)
    {
        Assert.Equal(code, (string?)answer.Body["code"]);
        Assert.Equal(status, (int)answer.Status);
        Assert.Equal(status, (int)answer.Body["status"]!);
        Assert.Equal("urn:marketo-sync:problem:" + code, (string?)answer.Body["type"]);
        Assert.False(string.IsNullOrEmpty((string?)answer.Body["title"]));
        Assert.False(string.IsNullOrEmpty((string?)answer.Body["detail"]));
    }
}
