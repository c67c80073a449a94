using System.Text;
using MarketoSync.Batching;
using MarketoSync.Intake;
using MarketoSync.Records;
using MarketoSync.Tests.Runs;

namespace MarketoSync.Tests.Intake;

/// <summary>What an intake left in its run.</summary>
internal sealed record Taken(IntakeResult Result, IReadOnlyList<TakenRecord> Stored, IReadOnlyList<RejectedRecord> Rejected)
{
    public static readonly BatchLimits Limits = new(300, 1_000_000, 80);

    public IntakeSummary Summary => Assert.IsType<IntakeSummary>(Result);

    public IEnumerable<string> Texts => Stored.Select(record => record.Text);

    public static Task<Taken> NdjsonAsync(string text, string? key = "email") => FromAsync(SourceFormat.Ndjson, text, key);

    public static Task<Taken> JsonAsync(string text) => FromAsync(SourceFormat.Json, text);

    public static Task<Taken> CsvAsync(string text) => FromAsync(SourceFormat.Csv, text);

    public static Task<Taken> FromAsync(SourceFormat format, string text, string? key = "email") =>
        FromAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), new IntakeOptions(format, key is null ? [] : [key], Limits));

    public static Task<Taken> FromAsync(SourceFormat format, byte[] bytes) =>
        FromAsync(new MemoryStream(bytes), new IntakeOptions(format, "email", Limits));

    public static async Task<Taken> FromAsync(Stream source, IntakeOptions options)
    {
        var folder = new MemoryRunFolder();
        var result = await RecordIntake.RunAsync(source, options, folder, CancellationToken.None);
        if (result is not IntakeSummary summary)
            return new(result, [], []);
        var stored = await StoredRecords.ReadAsync(folder, new PositionRange(0, (uint)summary.Stored), CancellationToken.None);
        var records = Enumerable.Range(0, stored.Count)
            .Select(i => new TakenRecord(
                stored.Entry(i).Record, stored.Entry(i).Line, stored.Entry(i).Previous, Encoding.UTF8.GetString(stored.Record(i).Span)))
            .ToArray();
        var rejected = await RejectedRecords.ReadAsync(folder, CancellationToken.None).ToListAsync();
        Assert.Equal(summary.StoredBytes, folder["records.ndjson"].Length);
        Assert.Equal(summary.StoredBytes, stored.Entry(stored.Count).Offset);
        Assert.Equal((summary.Stored + 1) * RecordIndexEntry.Size, folder["records.index"].Length);
        Assert.Equal(summary.Records, summary.Stored + summary.Rejected);
        Assert.Equal(summary.Rejected, rejected.Count);
        return new(result, records, rejected);
    }
}
