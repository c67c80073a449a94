namespace MarketoSync.Storage.Files;

/// <summary>Files that are there whole or not at all.</summary>
internal static class WholeFile
{
    private static long s_writes;

    /// <summary>Begins a file, and its folder where there is none. It takes its name once it is closed.</summary>
    /// <param name="isNew">Whether closing it fails where there is a file of that name.</param>
    /// <param name="done">Called once it has its name.</param>
    public static FileBeingWritten Create(string path, bool isNew, Action done)
    {
        FolderEntries.Make(Path.GetDirectoryName(path)!);
        // The process and a count keep two writers of one name apart: the last to finish wins, whole.
        var unfinished = $"{path}.{Environment.ProcessId}-{Interlocked.Increment(ref s_writes)}{ObjectNames.Unfinished}";
        return new FileBeingWritten(unfinished, path, isNew, done);
    }

    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        await using var file = Create(path, isNew: false, () => { });
        await file.WriteAsync(content, cancellation);
    }
}
