using System.Text.Json;
using BenchmarkDotNet.Attributes;
using MarketoSync.Batching;
using MarketoSync.Intake;
using MarketoSync.Mapping;
using MarketoSync.Marketo;
using MarketoSync.Preflight;
using MarketoSync.Records;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Storage.Files;

namespace MarketoSync.Benchmarks.Intake;

/// <summary>Intake, and the pass over the index that cuts batches, against one bare pass of the JSON reader over the same bytes.</summary>
[MemoryDiagnoser]
public class IntakeBenchmarks
{
    private const string Run = "run";
    private static readonly IntakeOptions Options = new(SourceFormat.Ndjson, "email", new BatchLimits(300, 1_000_000, 80));

    private static readonly SyncRequest s_request = new(Target.Leads, Target.Leads.Default, "email", ["email"], SourceFormat.Ndjson);

    private static readonly IntakeOptions Mapped = Options with
    {
        Mapping = FieldMapping.TryRead(
            """{"rename":{"company":"companyName","title":"jobTitle","country":"countryCode"},"drop":["phone"],"constants":{"leadSource":"Import 2026"}}""",
            out var mapping,
            out _) ? mapping : throw new InvalidOperationException("The mapping is wrong."),
    };

    private static readonly IntakeOptions Checked = Options with
    {
        Preflight = new PreflightPlan(
            new ObjectSchema(
                "API Lead",
                null,
                [],
                [
                    new("email", FieldType.Email, 255), new("firstName", FieldType.Text, 255), new("lastName", FieldType.Text, 255),
                    new("company", FieldType.Text, 255), new("phone", FieldType.Text, 255), new("city", FieldType.Text, 255),
                    new("country", FieldType.Text, 255), new("title", FieldType.Text, 255), new("leadScore", FieldType.Whole),
                ]),
            PreflightMode.Reject,
            ["email"],
            ["id"],
            []),
    };

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

    /// <summary>A run is written where nothing is yet: to free the space of another is no part of it.</summary>
    [IterationCleanup]
    public void DeleteRun()
    {
        var folder = Path.Combine(_root!.FullName, Run);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
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
    public Task<long> IntakeAndPlan() => RunAsync(new NullFolder(_index), Options);

    /// <summary>The same with three fields of ten renamed, one dropped and one set.</summary>
    [Benchmark]
    public Task<long> IntakeAndPlanMapped() => RunAsync(new NullFolder(_index), Mapped);

    /// <summary>The same with each record held against what Marketo tells of leads.</summary>
    [Benchmark]
    public Task<long> IntakeAndPlanChecked() => RunAsync(new NullFolder(_index), Checked);

    [Benchmark]
    public async Task<long> IntakeAndPlanOnDisk()
    {
        using var folder = new FileRunStore(_root!.FullName).Open(Run);
        return await RunAsync(folder, Options);
    }

    private async Task<long> RunAsync(IRunFolder folder, IntakeOptions options)
    {
        using var source = new MemoryStream(_source);
        var result = await RecordIntake.RunAsync(source, options, folder, CancellationToken.None);
        if (result is not IntakeSummary { Rejected: 0 } summary || summary.Stored != Records)
            throw new InvalidOperationException($"Not a fair race: {result}.");
        if (summary.Unmatched.Count > 0)
            throw new InvalidOperationException("The mapping does not fit the leads.");
        return (await PlanStep.CountAsync(new RunScope(folder, s_request), (uint)summary.Stored, Options.Limits, CancellationToken.None)).Batches;
    }
}
