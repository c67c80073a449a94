using Azure.Core;

namespace MarketoSync.Storage.Tests.Support;

/// <summary>A request as it was sent.</summary>
internal sealed record SentCall(string Method, string Query, string? Range, string? LeaseAction)
{
    public static SentCall Of(Request request) => new(
        request.Method.Method, request.Uri.Query, Header(request, "x-ms-range"), Header(request, "x-ms-lease-action"));

    private static string? Header(Request request, string name) => request.Headers.TryGetValue(name, out var value) ? value : null;
}
