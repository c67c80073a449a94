using System.Text;
using MarketoSync.Intake;
using MarketoSync.Records;
using MarketoSync.Tests.Intake;
using MarketoSync.Tests.Runs;

namespace MarketoSync.Tests.Records;

public class StoredRecordsTests
{
    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 3)]
    [InlineData(3, 4)]
    [InlineData(2, 2)]
    [InlineData(4, 4)]
    public async Task A_range_gives_its_records_with_where_they_came_from(uint from, uint to)
    {
        string[] records = ["""{"a":0}""", """{"a":"eins"}""", """{"a":2}""", """{"a":"drei"}"""];
        var folder = new MemoryRunFolder();
        await RecordIntake.RunAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(string.Join("\n", records))),
            new IntakeOptions(SourceFormat.Ndjson, "a", Taken.Limits), folder, CancellationToken.None);

        var range = await StoredRecords.ReadAsync(folder, new PositionRange(from, to), CancellationToken.None);
        var expected = records[(int)from..(int)to];
        Assert.Equal(expected, Enumerable.Range(0, range.Count).Select(i => Encoding.UTF8.GetString(range.Record(i).Span)));
        Assert.Equal(string.Concat(expected.Select(r => r + "\n")), Encoding.UTF8.GetString(range.Bytes));
        for (var i = 0; i < range.Count; i++)
            Assert.Equal((from + (uint)i, from + (uint)i + 1), (range.Entry(i).Record, range.Entry(i).Line));
    }
}
