using System.Globalization;
using System.Security.Cryptography;
using MarketoSync.Queueing;

namespace MarketoSync.Storage.Files;

/// <summary>
/// A queue as a folder: a file a message in <c>waiting/</c>, and those that were set aside in <c>set-aside/</c>. Several processes may
/// share it. Receiving reads the whole folder's names: it is meant for thousands of messages, not for millions.
/// </summary>
public sealed class FileRecordQueue(string folder, TimeProvider time) : IRecordQueue
{
    private readonly string _waiting = Path.Combine(Path.GetFullPath(folder), "waiting");
    private readonly string _aside = Path.Combine(Path.GetFullPath(folder), "set-aside");
    private readonly string _process = $"{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
    private long _messages;

    public Task EnqueueAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        WholeFile.WriteAsync(Path.Combine(_waiting, NewName().ToString()), content, cancellation);

    public async Task<IReadOnlyList<QueuedRecord>> ReceiveAsync(int most, TimeSpan hidden, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var records = new List<QueuedRecord>();
        var visible = FilesIn(_waiting).Where(one => one.Name.VisibleAt <= now.UtcTicks);
        foreach (var (file, name) in visible.OrderBy(one => one.Name.Id, StringComparer.Ordinal))
        {
            if (records.Count == most) break;

            var received = name with { VisibleAt = (now + hidden).UtcTicks, TimesReceived = name.TimesReceived + 1 };
            var path = Path.Combine(_waiting, received.ToString());
            if (!TryMove(Path.Combine(_waiting, file), path)) continue;

            var (content, isUnread) = name.IsOurs ? await ReadAsync(path, cancellation) : (null, false);
            records.Add(new QueuedRecord(
                name.Id, received.ToString(), received.TimesReceived, name.QueuedAt ?? File.GetLastWriteTimeUtc(path), content, isUnread));
        }

        return records;
    }

    public Task<bool> DeleteAsync(QueuedRecord record, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = Path.Combine(_waiting, record.Receipt);
        // Renamed first, which tells whether the receipt still holds.
        var gone = path + ObjectNames.Unfinished;
        if (!TryMove(path, gone)) return Task.FromResult(!FilesIn(_waiting).Any(one => one.Name.Id == record.Id));

        File.Delete(gone);
        return Task.FromResult(true);
    }

    public Task SetAsideAsync(QueuedRecord record, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Directory.CreateDirectory(_aside);
        // Where the receipt no longer holds, whoever received it since decides.
        TryMove(Path.Combine(_waiting, record.Receipt), Path.Combine(_aside, record.Receipt));
        return Task.CompletedTask;
    }

    public Task<QueueCounts> CountAsync(CancellationToken cancellation) =>
        Task.FromResult(new QueueCounts(FilesIn(_waiting).LongCount(), FilesIn(_aside).LongCount()));

    /// <inheritdoc/>
    /// <remarks>They come as new messages, with new ids.</remarks>
    public Task<int> PutBackAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(_waiting);
        var back = 0;
        foreach (var (file, name) in FilesIn(_aside).OrderBy(one => one.Name.Id, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var to = name.IsOurs ? NewName().ToString() : name.Id;
            if (TryMove(Path.Combine(_aside, file), Path.Combine(_waiting, to))) back++;
        }

        return Task.FromResult(back);
    }

    private static IEnumerable<(string File, QueueFileName Name)> FilesIn(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder)
            .Select(path => Path.GetFileName(path)!)
            .Where(file => file[0] != '.' && !file.EndsWith(ObjectNames.Unfinished, StringComparison.Ordinal))
            .Select(file => (file, QueueFileName.Read(file)))
        : [];

    private static async Task<(ReadOnlyMemory<byte>? Content, bool IsUnread)> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return (await File.ReadAllBytesAsync(path, cancellation), false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (null, true);
        }
    }

    /// <returns>False if it is no longer there: another was first.</returns>
    private static bool TryMove(string from, string to)
    {
        try
        {
            // Without overwriting, a move can take two steps, and two that move the same file could both succeed.
            File.Move(from, to, overwrite: true);
            return true;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private QueueFileName NewName() => QueueFileName.New(
        time.GetUtcNow(), string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref _messages):D10}-{_process}"));
}
