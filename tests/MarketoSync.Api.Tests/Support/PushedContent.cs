using System.Net;

namespace MarketoSync.Api.Tests.Support;

/// <summary>A body that is written as it is sent.</summary>
internal sealed class PushedContent : HttpContent
{
    private readonly Func<Stream, Task> _push;

    public PushedContent(Func<Stream, Task> push)
    {
        _push = push;
        Headers.ContentType = new("application/x-ndjson");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _push(stream);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
