namespace MarketoSync.Embedded;

/// <summary>The end of a journal, which anybody may read, also while it is another's.</summary>
internal static class JournalTail
{
    /// <summary>More than the longest event that a run can end with.</summary>
    private const int Bytes = 4 * 1024;

    /// <summary>The last event, or null if there is none, or if it is longer than what is read.</summary>
    public static JournalEvent? Last(string path)
    {
        if (!File.Exists(path)) return null;

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var tail = new byte[Math.Min(Bytes, file.Length)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf((byte)'\n');
        if (end < 0) return null;

        var line = tail.AsSpan(0, end);
        return Journal.TryRead(line[(line.LastIndexOf((byte)'\n') + 1)..]);
    }
}
