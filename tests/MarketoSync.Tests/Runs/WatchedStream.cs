namespace MarketoSync.Tests.Runs;

/// <summary>An object that is written once this is disposed, unless the process is dead.</summary>
internal sealed class WatchedStream(Stream stream, WatchedProcess process) : MemoryStream
{
    private bool _isOver;

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isOver && !process.IsDead)
        {
            _isOver = true;
            process.Call("Stream.Dispose", () =>
            {
                stream.Write(ToArray());
                stream.Dispose();
                return null;
            });
        }

        base.Dispose(disposing);
    }
}
