namespace MarketoSync.Runs;

/// <summary>Where runs are kept, each in a folder of its own.</summary>
public interface IRunStore
{
    /// <summary>What belongs to no run: what was asked for by which key, which files and messages were taken.</summary>
    IObjectFolder Shared { get; }

    /// <summary>The folder of a run, which need not exist: the first object written makes it.</summary>
    /// <exception cref="ArgumentException"><paramref name="run"/> is not one plain folder name.</exception>
    IRunFolder Open(string run);

    /// <summary>Runs that hold at least one whole object, in ordinal order.</summary>
    IAsyncEnumerable<string> ListAsync(CancellationToken cancellation);

    /// <summary>Whether the run holds at least one whole object.</summary>
    Task<bool> ExistsAsync(string run, CancellationToken cancellation);

    /// <summary>Removes all that there is of a run.</summary>
    Task DeleteAsync(string run, CancellationToken cancellation);
}
