using System.Globalization;
using MarketoSync.Budget;

namespace MarketoSync.Storage.Files;

/// <summary>
/// Counts a subscription's calls of each day as the length of files that grow by a byte a call: one for each process, so that none has to
/// wait for another, and the count is the sum.
/// </summary>
/// <param name="folder">Where the files are.</param>
/// <param name="subscription">What tells the subscription from others: its host and port.</param>
public sealed class DailyCallFile(string folder, string subscription) : IDailyCalls
{
    private static readonly byte[] s_call = "."u8.ToArray();

    public long Count(DateOnly day) => Directory.Exists(folder)
        ? new DirectoryInfo(folder).EnumerateFiles($"{NameOf(day)}.*").Sum(file => file.Length)
        : 0;

    public void Add(DateOnly day)
    {
        Directory.CreateDirectory(folder);
        File.AppendAllBytes(Path.Combine(folder, $"{NameOf(day)}.{Environment.MachineName}.{Environment.ProcessId}"), s_call);
    }

    private string NameOf(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"calls-{subscription}-{day:yyyy-MM-dd}");
}
