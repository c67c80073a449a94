using MarketoSync.Importing;
using MarketoSync.Records;
using MarketoSync.Tests.Sending;

namespace MarketoSync.Tests.Importing;

public class RowVerdictsTests
{
    private static readonly string[] s_cars =
    [
        """{"vin":"1","make":"A","model":"x"}""", """{"vin":"2","make":"A"}""", """{"vin":"3","model":"x"}""", """{"make":"A","model":"x"}""",
        """{"make":"A","model":"x"}""",
    ];

    [Fact]
    public async Task By_number_a_row_is_found_whatever_became_of_its_other_cells()
    {
        var verdicts = await FindAsync(true, new ImportFault(["101", "nonsense"], "bad"), new ImportFault(["103"], "worse"));
        Assert.Equal([(1, "bad"), (3, "worse")], verdicts.Texts.Select(text => (text.Key, text.Value)).Order());
        Assert.Equal((2, 0), (verdicts.Rows, verdicts.Strangers));
    }

    [Fact]
    public async Task By_content_a_row_is_found_though_it_lost_its_empty_cells()
    {
        var verdicts = await FindAsync(false, new ImportFault(["2", "A"], "bad"), new ImportFault(["3", "", "x"], "worse"), new ImportFault(["1", "A", "x "], "worst"));
        Assert.Equal([(0, "worst"), (1, "bad"), (2, "worse")], verdicts.Texts.Select(text => (text.Key, text.Value)).Order());
        Assert.Equal((3, 0), (verdicts.Rows, verdicts.Strangers));
    }

    [Fact]
    public async Task Rows_that_read_alike_are_told_only_where_all_of_them_failed_for_one_reason()
    {
        var both = await FindAsync(false, new ImportFault(["A", "x"], "no key"), new ImportFault(["", "A", "x"], "no key"));
        Assert.Equal([3, 4], both.Texts.Keys.Order());
        var one = await FindAsync(false, new ImportFault(["", "A", "x"], "no key"));
        Assert.Empty(one.Texts);
        Assert.Equal([3, 4], one.Unsure.Order());
    }

    [Fact]
    public async Task A_row_that_is_none_of_the_file_is_a_stranger()
    {
        Assert.Equal(1, (await FindAsync(false, new ImportFault(["9", "Z"], "bad"))).Strangers);
        Assert.Equal(1, (await FindAsync(true, new ImportFault(["many", "1"], "bad"))).Strangers);
        Assert.Equal(1, (await FindAsync(true, new ImportFault(["999", "1"], "bad"))).Strangers);
    }

    private static async Task<RowVerdicts> FindAsync(bool byNumber, params ImportFault[] rows)
    {
        var run = RunInMemory.OfRecords(s_cars);
        var records = await StoredRecords.ReadAsync(run, new PositionRange(0, (uint)s_cars.Length), CancellationToken.None);
        var file = new ImportRows(byNumber);
        for (var place = 0; place < records.Count; place++) file.TryAdd(records.Entry(place).Record, records.Record(place).Span, long.MaxValue);
        return await RowVerdicts.OfAsync(rows.ToAsyncEnumerable(), new RowMatcher(file, records, byNumber));
    }
}
