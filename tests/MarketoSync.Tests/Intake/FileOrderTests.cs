using System.Globalization;
using System.Text;
using FsCheck.Xunit;
using MarketoSync.Batching;
using MarketoSync.Importing;
using MarketoSync.Intake;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Tests.Runs;

namespace MarketoSync.Tests.Intake;

/// <summary>The order in which rows go into files, and which files have to wait for which.</summary>
public class FileOrderTests
{
    private static readonly BatchLimits s_files = new(300_000, 20_000, ImportUpload.EnvelopeBytes);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task Where_every_person_has_several_rows_three_files_can_be_under_way_but_at_the_end(int rows)
    {
        var (files, _) = await PlanAsync(Enumerable.Range(0, 30_000).Select(row => row / rows), s_files);
        Assert.InRange(files.Count, 20, 60);
        Assert.InRange(Nearest([.. files.SkipLast(files.Count / 3)]), 3, int.MaxValue);
    }

    [Fact]
    public async Task Where_any_row_may_be_of_any_person_before_few_files_have_to_follow_one_of_the_two_before()
    {
        var random = new System.Random(7);
        var (files, _) = await PlanAsync(Enumerable.Range(0, 30_000).Select(row => row % 2 == 0 ? row : random.Next(row)), s_files);
        Assert.InRange(files.Count, 40, 60);
        Assert.InRange(files.Where((file, i) => files.Take(i).TakeLast(2).Any(file.MustFollow)).Count(), 0, 5);
    }

    [Fact]
    public async Task One_person_in_a_hundred_rows_does_not_make_the_files_of_the_others_small()
    {
        var (files, _) = await PlanAsync(Enumerable.Range(0, 10_000).Select(row => row % 100 == 0 ? -1 : row), s_files);
        Assert.InRange(files[0].Count, 500, 10_000);
        Assert.InRange(files.Count, 100, 120);
    }

    [Property(MaxTest = 200)]
    public async Task Every_row_is_in_one_file_no_file_has_a_key_twice_and_each_follows_those_with_earlier_rows_of_its_keys(
        byte[] keys, byte kinds, byte most, bool isShort)
    {
        var people = keys.Concat(keys).Select(key => key % (kinds % 40 + 1)).ToList();
        var limits = new BatchLimits(1 + most % 9, 1_000_000, ImportUpload.EnvelopeBytes);
        var (files, records) = await PlanAsync(people, limits, isShort ? 600 : IntakeOptions.WaitingForFiles);

        Assert.Equal(people.Select((_, record) => (uint)record), records.Select(record => record.Record).Order());
        Assert.Equal(people.Count, files.Sum(file => file.Count));
        var latest = new Dictionary<int, (uint Record, Batch File)>();
        foreach (var file in files)
        {
            for (var position = file.From; position < file.To; position++)
            {
                var record = records[(int)position].Record;
                var person = people[(int)record];
                if (latest.TryGetValue(person, out var before))
                {
                    Assert.True(before.Record < record);
                    Assert.True(file.MustFollow(before.File));
                }

                latest[person] = (record, file);
            }
        }

        var largest = people.GroupBy(person => person).Select(rows => rows.Count()).DefaultIfEmpty().Max();
        Assert.InRange(files.Count, 0, people.Count / limits.MaxRecords + Math.Max(1, largest) + (isShort ? people.Count : 0));
    }

    /// <summary>How many files the nearest file with a key that is also in an earlier one is behind that.</summary>
    private static int Nearest(List<Batch> files) => files
        .SelectMany((file, i) => files.Take(i).Select((earlier, k) => file.MustFollow(earlier) ? i - k : int.MaxValue))
        .DefaultIfEmpty(int.MaxValue)
        .Min();

    private static async Task<(IReadOnlyList<Batch> Files, IReadOnlyList<RecordIndexEntry> Records)> PlanAsync(
        IEnumerable<int> people, BatchLimits limits, int waitingBytes = IntakeOptions.WaitingForFiles)
    {
        var text = new StringBuilder();
        foreach (var person in people)
            text.Append(CultureInfo.InvariantCulture, $$"""{"email":"{{person}}","firstName":"Ada Okafor of Leeds"}""").Append('\n');
        var folder = new MemoryRunFolder();
        var options = new IntakeOptions(SourceFormat.Ndjson, "email", limits) { RowFit = RowFit.Required, WaitingBytes = waitingBytes };
        var summary = Assert.IsType<IntakeSummary>(
            await RecordIntake.RunAsync(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), options, folder, CancellationToken.None));
        var request = new SyncRequest(Target.Leads, Target.Leads.Default, "email", ["email"], SourceFormat.Ndjson, Mode: SyncMode.Bulk);
        var files = await PlanStep.CutAsync(
            new RunScope(folder, request), (uint)summary.Stored, new CutInput("r1", 0, 0, int.MaxValue, limits), CancellationToken.None);
        var stored = await StoredRecords.ReadAsync(folder, new PositionRange(0, (uint)summary.Stored), CancellationToken.None);
        return (files, [.. Enumerable.Range(0, stored.Count).Select(stored.Entry)]);
    }
}
