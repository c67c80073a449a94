using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using MarketoSync.Inbox;

namespace MarketoSync.Tests.Inbox;

/// <summary>An inbox in memory. Safe for use by several threads.</summary>
internal sealed class MemoryInbox(TimeProvider time) : IInbox
{
    private readonly SortedDictionary<string, (InboxFile File, byte[] Content)> _files = new(StringComparer.Ordinal);
    private int _versions;

    public SortedDictionary<string, string> Filed { get; } = new(StringComparer.Ordinal);

    public string[] Names
    {
        get
        {
            lock (_files) return [.. _files.Keys];
        }
    }

    public InboxFile Put(string name, string content)
    {
        lock (_files)
        {
            var bytes = Encoding.UTF8.GetBytes(content);
            var file = new InboxFile(name, (++_versions).ToString(CultureInfo.InvariantCulture), time.GetUtcNow(), bytes.Length);
            _files[name] = (file, bytes);
            return file;
        }
    }

    public void Remove(string name)
    {
        lock (_files) _files.Remove(name);
    }

    public async IAsyncEnumerable<InboxFile> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        InboxFile[] files;
        lock (_files) files = [.. _files.Values.Select(kept => kept.File)];
        foreach (var file in files) yield return file;
    }

    public Task<InboxFile?> FindAsync(string name, CancellationToken cancellation)
    {
        lock (_files) return Task.FromResult(_files.TryGetValue(name, out var kept) ? kept.File : null);
    }

    public Task<Stream?> OpenAsync(InboxFile file, CancellationToken cancellation)
    {
        lock (_files)
        {
            return Task.FromResult<Stream?>(
                _files.TryGetValue(file.Name, out var kept) && kept.File.Version == file.Version ? new MemoryStream(kept.Content, writable: false) : null);
        }
    }

    public Task FileAwayAsync(InboxFile file, string place, string run, ReadOnlyMemory<byte> report, CancellationToken cancellation)
    {
        lock (_files)
        {
            if (!_files.TryGetValue(file.Name, out var kept) || kept.File.Version != file.Version) return Task.CompletedTask;

            var name = $"{place}{Path.ChangeExtension(file.Name, null)}.{run}{Path.GetExtension(file.Name)}";
            Filed[name] = Encoding.UTF8.GetString(kept.Content);
            Filed[name + ".report.json"] = Encoding.UTF8.GetString(report.Span);
            _files.Remove(file.Name);
        }

        return Task.CompletedTask;
    }
}
