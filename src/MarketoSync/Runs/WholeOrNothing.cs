namespace MarketoSync.Runs;

/// <summary>Abandons an object that is being written, unless it was said to be whole before this is disposed.</summary>
public sealed class WholeOrNothing(Stream stream) : IDisposable
{
    public bool IsWhole { get; set; }

    public void Dispose()
    {
        if (!IsWhole && stream is IUnfinished unfinished) unfinished.Abandon();
    }
}
