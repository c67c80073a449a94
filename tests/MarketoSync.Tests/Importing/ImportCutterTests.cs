using FsCheck.Xunit;
using MarketoSync.Batching;
using MarketoSync.Importing;
using MarketoSync.Intake;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Tests.Sending;

namespace MarketoSync.Tests.Importing;

public class ImportCutterTests
{
    private static readonly CancellationToken s_never = CancellationToken.None;

    [Property(MaxTest = 100)]
    public void Files_one_after_another_are_the_input_and_none_is_too_large_or_holds_a_key_twice(int seed, ushort count, ushort bytes)
    {
        var random = new Random(seed);
        var keys = Enumerable.Range(0, 1 + count % 400).Select(_ => $"{random.Next(500)}@{new string('x', random.Next(40))}.example").ToArray();
        var run = RunInMemory.Of(keys);
        var limits = new BatchLimits(100, 400 + bytes % 4_000, 100);
        var batches = CutAsync(run, (uint)keys.Length, limits).GetAwaiter().GetResult();

        Assert.Equal(0u, batches[0].From);
        Assert.Equal((uint)keys.Length, batches[^1].To);
        Assert.Equal(batches.Select(batch => batch.From).Skip(1), batches.Select(batch => batch.To).SkipLast(1));
        foreach (var batch in batches)
        {
            var own = keys[(int)batch.From..(int)batch.To];
            Assert.Equal(own.Length, own.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.InRange(batch.Count, 1, 100);
            Assert.Equal(Size(run, batch).GetAwaiter().GetResult() + 100, batch.BodyBytes);
            Assert.True(batch.Count == 1 || batch.BodyBytes <= limits.MaxBytes);
            Assert.Equal(
                Enumerable.Range((int)batch.From, batch.Count).Any(place => Array.LastIndexOf(keys, keys[place], place - 1 < 0 ? 0 : place - 1) is >= 0 and var before && before < batch.From),
                batch.Follows is not null);
        }
    }

    [Fact]
    public async Task The_halves_of_a_file_are_measured_as_files()
    {
        var run = RunInMemory.Distinct(50);
        var limits = new BatchLimits(100, 10_000, 100);
        var whole = Assert.Single(await CutAsync(run, 50, limits));
        var parts = await ImportCutter.SplitAsync(Scope(run), new SplitInput("r1", whole, limits), s_never);

        Assert.Equal(["0000.0", "0000.1"], parts.Select(part => part.Id));
        Assert.Equal((0u, 50u, parts[0].To), (parts[0].From, parts[1].To, parts[1].From));
        foreach (var part in parts) Assert.Equal(await Size(run, part) + 100, part.BodyBytes);
    }

    private static async Task<List<Batch>> CutAsync(RunInMemory run, uint stored, BatchLimits limits) =>
        await ImportCutter.CutAsync(Scope(run), stored, new CutInput("r1", 0, 0, int.MaxValue, limits), s_never).ToListAsync();

    private static async Task<long> Size(RunInMemory run, Batch batch) =>
        Scope(run).RowsOf(await StoredRecords.ReadAsync(run, new PositionRange(batch.From, batch.To), s_never)).Bytes;

    private static RunScope Scope(RunInMemory run) =>
        new(run, new SyncRequest(Target.Leads, Target.Leads.Default, "email", ["email"], SourceFormat.Ndjson, Mode: SyncMode.Bulk));
}
