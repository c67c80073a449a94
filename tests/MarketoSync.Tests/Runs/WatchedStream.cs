using MarketoSync.Runs;

namespace MarketoSync.Tests.Runs;

/// <summary>An object that is written once this is disposed, unless the process is dead or abandoned it.</summary>
internal sealed class WatchedStream(Stream stream, WatchedProcess process) : MemoryStream, IUnfinished
{
    private bool _isAbandoned;
    private bool _isOver;

    public void Abandon()
    {
        _isAbandoned = true;
        ((IUnfinished)stream).Abandon();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isOver && !process.IsDead)
        {
            _isOver = true;
            if (_isAbandoned)
                stream.Dispose();
            else
                process.Call("Stream.Dispose", Write);
        }

        base.Dispose(disposing);
    }

    private object? Write()
    {
        stream.Write(ToArray());
        stream.Dispose();
        return null;
    }
}
