namespace MarketoSync.Embedded;

/// <summary>The end of a journal, which anybody may read who need not write it.</summary>
internal static class JournalTail
{
    /// <summary>More than the longest event that a run can end with.</summary>
    private const int Bytes = 4 * 1024;

    /// <summary>The last event, or null if there is none, if it is longer than what is read, or if another process has the journal.</summary>
    public static JournalEvent? Last(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return Last(file);
        }
        catch (IOException fault) when (Journal.IsInUse(fault))
        {
            return null;
        }
    }

    private static JournalEvent? Last(FileStream file)
    {
        var tail = new byte[Math.Min(Bytes, file.Length)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf((byte)'\n');
        if (end < 0) return null;

        var line = tail.AsSpan(0, end);
        return Journal.TryRead(line[(line.LastIndexOf((byte)'\n') + 1)..]);
    }
}
