using System.Text.Json;
using BenchmarkDotNet.Attributes;
using MarketoSync.Batching;
using MarketoSync.Intake;
using MarketoSync.Records;
using MarketoSync.Runs;
using MarketoSync.Storage.Files;

namespace MarketoSync.Benchmarks.Intake;

/// <summary>Intake, and the pass over the index that cuts batches, against one bare pass of the JSON reader over the same bytes.</summary>
[MemoryDiagnoser]
public class IntakeBenchmarks
{
    private static readonly IntakeOptions Options = new(SourceFormat.Ndjson, "email", new BatchLimits(300, 1_000_000, 80));

    private readonly byte[] _page = new byte[64 * 1024 / RecordIndexEntry.Size * RecordIndexEntry.Size];
    private byte[] _source = [];
    private byte[] _index = [];
    private DirectoryInfo? _root;

    [Params(100_000, 1_000_000)]
    public int Records { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _source = Leads.Ndjson(Records);
        _index = new byte[(Records + 1) * RecordIndexEntry.Size];
        _root = Directory.CreateTempSubdirectory("marketo-sync-benchmarks-");
    }

    [GlobalCleanup]
    public void Cleanup() => _root!.Delete(recursive: true);

    [Benchmark(Baseline = true)]
    public long BareReader()
    {
        var reader = new Utf8JsonReader(_source, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
        }

        return reader.BytesConsumed;
    }

    [Benchmark]
    public Task<long> IntakeAndPlan() => RunAsync(new NullFolder(_index));

    [Benchmark]
    public async Task<long> IntakeAndPlanOnDisk()
    {
        using var folder = new FileRunStore(_root!.FullName).Open("run");
        return await RunAsync(folder);
    }

    private async Task<long> RunAsync(IRunFolder folder)
    {
        using var source = new MemoryStream(_source);
        var result = await RecordIntake.RunAsync(source, Options, folder, CancellationToken.None);
        if (result is not IntakeSummary { Rejected: 0 } summary || summary.Stored != Records)
            throw new InvalidOperationException($"Not a fair race: {result}.");
        return await CutAsync(folder, summary.Stored);
    }

    private async Task<long> CutAsync(IRunFolder folder, long stored)
    {
        long batches = 0, start = 0, startOffset = 0;
        for (long first = 0; first <= stored; first += _page.Length / RecordIndexEntry.Size)
        {
            var entries = (int)Math.Min(_page.Length / RecordIndexEntry.Size, stored + 1 - first);
            await folder.ReadExactlyAsync(
                RunFiles.Index, first * RecordIndexEntry.Size, _page.AsMemory(0, entries * RecordIndexEntry.Size), CancellationToken.None);
            for (var i = 0; i < entries; i++)
            {
                var entry = RecordIndexEntry.Read(_page.AsSpan(i * RecordIndexEntry.Size));
                var previousFits = first + i - start <= Options.Limits.MaxRecords
                    && Options.Limits.BodyBytes(entry.Offset - startOffset) <= Options.Limits.MaxBytes;
                if (previousFits && (entry.Previous == RecordIndexEntry.None || entry.Previous < start))
                    continue;
                batches++;
                start = first + i;
                startOffset = entry.Offset;
            }
        }

        return batches;
    }
}
