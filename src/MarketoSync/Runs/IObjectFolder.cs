namespace MarketoSync.Runs;

/// <summary>
/// Named objects. Names are relative paths with <c>/</c>. A small object appears or is replaced as a whole, never in part.
/// </summary>
public interface IObjectFolder
{
    /// <summary>Opens a large object for writing from its start. It counts as written once disposed without an error.</summary>
    Task<Stream> CreateAsync(string name, CancellationToken cancellation);

    /// <summary>Opens an object at <paramref name="offset"/> bytes, or gives null where there is none of that name.</summary>
    Task<Stream?> OpenAsync(string name, long offset, CancellationToken cancellation);

    /// <summary>Reads a small object, or gives null where there is none of that name.</summary>
    Task<ReadOnlyMemory<byte>?> ReadAsync(string name, CancellationToken cancellation);

    /// <summary>The same, with what <see cref="TryWriteAsync"/> needs to replace just this content.</summary>
    Task<StoredObject?> ReadVersionAsync(string name, CancellationToken cancellation);

    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/> bytes on.</summary>
    Task ReadExactlyAsync(string name, long offset, Memory<byte> destination, CancellationToken cancellation);

    /// <summary>Writes a small object whole, in place of any of that name. A crash of the process at any moment leaves the old one or the new one.</summary>
    Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>Writes a small object whole, if the one in its place is still what the caller read.</summary>
    /// <param name="expected">The version that was read, or null if there was none of that name.</param>
    /// <returns>The version written, or null if another writer came first: then nothing was changed.</returns>
    Task<string?> TryWriteAsync(string name, ReadOnlyMemory<byte> content, string? expected, CancellationToken cancellation);

    /// <summary>Removes an object. None of that name is no error.</summary>
    Task DeleteAsync(string name, CancellationToken cancellation);

    /// <summary>Removes the objects whose names begin with <paramref name="prefix"/> and that were last written before that time, by the store's clock.</summary>
    Task DeleteOlderAsync(string prefix, DateTimeOffset before, CancellationToken cancellation);

    /// <summary>The names that begin with <paramref name="prefix"/>, in ordinal order.</summary>
    IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellation);
}
