using System.Globalization;
using MarketoSync.Budget;

namespace MarketoSync.Storage.Files;

/// <summary>
/// Counts a subscription's calls of each day as the length of a file that grows by a byte a call. Appending is atomic,
/// so several processes may count at once.
/// </summary>
/// <param name="folder">Where the files are.</param>
/// <param name="subscription">What tells the subscription from others: its host and port.</param>
public sealed class DailyCallFile(string folder, string subscription) : IDailyCalls
{
    private static readonly byte[] s_call = "."u8.ToArray();

    public long Count(DateOnly day) => new FileInfo(PathOf(day)) is { Exists: true } file ? file.Length : 0;

    public void Add(DateOnly day)
    {
        Directory.CreateDirectory(folder);
        File.AppendAllBytes(PathOf(day), s_call);
    }

    private string PathOf(DateOnly day) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"calls-{subscription}-{day:yyyy-MM-dd}"));
}
