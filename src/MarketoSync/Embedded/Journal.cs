using System.Buffers.Text;
using System.IO.Hashing;
using System.Text.Json;

namespace MarketoSync.Embedded;

/// <summary>
/// What happened to a run, on disk: one line an event, each behind a checksum of it. A crash can only tear the last line, which is then
/// no event. While it is open no other process can open it, so that two can never run the same run.
/// </summary>
public sealed class Journal : IDisposable
{
    private const int ChecksumLength = 8;
    private readonly FileStream _file;

    private Journal(FileStream file, IReadOnlyList<JournalEvent> past) => (_file, Past) = (file, past);

    /// <summary>The events that were found on opening, in order.</summary>
    public IReadOnlyList<JournalEvent> Past { get; }

    /// <summary>Opens the journal, or makes one.</summary>
    /// <returns>Null if another process has it open.</returns>
    /// <exception cref="InvalidDataException">A line that is not the last is damaged: not a crash, but the disk or a hand.</exception>
    public static Journal? TryOpen(string path)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException fault) when (IsInUse(fault))
        {
            return null;
        }

        try
        {
            var past = new List<JournalEvent>();
            file.SetLength(ReadAll(file, past));
            file.Seek(0, SeekOrigin.End);
            return new Journal(file, past);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Adds events; when it returns they are on the disk.</summary>
    public void Append(IEnumerable<JournalEvent> events)
    {
        var lines = new MemoryStream();
        Span<byte> checksum = stackalloc byte[ChecksumLength];
        foreach (var happened in events)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(happened, JournalJson.Default.JournalEvent);
            Utf8Formatter.TryFormat(Crc32.HashToUInt32(json), checksum, out _, new('x', ChecksumLength));
            lines.Write(checksum);
            lines.WriteByte((byte)' ');
            lines.Write(json);
            lines.WriteByte((byte)'\n');
        }

        _file.Write(lines.GetBuffer().AsSpan(0, (int)lines.Length));
        _file.Flush(flushToDisk: true);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>How Linux, macOS and Windows say that another process has the file.</summary>
    internal static bool IsInUse(IOException fault) => fault.HResult is 11 or 35 or unchecked((int)0x80070020);

    /// <returns>Bytes up to the end of the last whole event.</returns>
    private static long ReadAll(FileStream file, List<JournalEvent> past)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var position = 0;
        while (position < bytes.Length)
        {
            var length = bytes.AsSpan(position).IndexOf((byte)'\n');
            var isLast = length < 0 || position + length + 1 == bytes.Length;
            if (length < 0 || TryRead(bytes.AsSpan(position, length)) is not { } happened)
            {
                return isLast
                    ? position
                    : throw new InvalidDataException($"The run's journal is damaged at byte {position}. Nothing was changed; restore the run's folder from a copy.");
            }

            past.Add(happened);
            position += length + 1;
        }

        return position;
    }

    /// <returns>Null if the line is no whole event.</returns>
    internal static JournalEvent? TryRead(ReadOnlySpan<byte> line)
    {
        if (line.Length <= ChecksumLength
            || !Utf8Parser.TryParse(line[..ChecksumLength], out uint checksum, out var digits, 'x')
            || digits != ChecksumLength)
            return null;

        var json = line[(ChecksumLength + 1)..];
        return Crc32.HashToUInt32(json) == checksum ? JsonSerializer.Deserialize(json, JournalJson.Default.JournalEvent) : null;
    }
}
