namespace MarketoSync.Runs;

/// <summary>
/// The named objects of one run. Names are relative paths with <c>/</c>, see <see cref="RunFiles"/>.
/// A small object appears or is replaced as a whole, never in part.
/// </summary>
public interface IRunFolder
{
    string Run { get; }

    /// <summary>Opens a large object for writing from its start. It counts as written once disposed without an error.</summary>
    Task<Stream> CreateAsync(string name, CancellationToken cancellation);

    /// <summary>Opens an object at <paramref name="offset"/> bytes, or gives null where there is none of that name.</summary>
    Task<Stream?> OpenAsync(string name, long offset, CancellationToken cancellation);

    /// <summary>Reads a small object, or gives null where there is none of that name.</summary>
    Task<ReadOnlyMemory<byte>?> ReadAsync(string name, CancellationToken cancellation);

    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/> bytes on.</summary>
    Task ReadExactlyAsync(string name, long offset, Memory<byte> destination, CancellationToken cancellation);

    /// <summary>Writes a small object whole, in place of any of that name. A crash of the process at any moment leaves the old one or the new one.</summary>
    Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>The names that begin with <paramref name="prefix"/>, in ordinal order.</summary>
    IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellation);
}
