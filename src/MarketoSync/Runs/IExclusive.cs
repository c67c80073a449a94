namespace MarketoSync.Runs;

/// <summary>Lets only one of all processes that share the storage do a thing at a time.</summary>
public interface IExclusive
{
    /// <returns>To be disposed when it is done, or null if another is at it. The turn of a process that died passes on after a minute.</returns>
    Task<IAsyncDisposable?> TryEnterAsync(string name, CancellationToken cancellation);
}
