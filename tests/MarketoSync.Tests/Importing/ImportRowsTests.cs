using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using MarketoSync.Importing;

namespace MarketoSync.Tests.Importing;

public class ImportRowsTests
{
    private static readonly string[] s_values = ["", "a", "Köln", "a,b", "say \"hi\"", "two\nlines", "12", "\u00e9\ud83d\ude00", " x "];

    [Fact]
    public void The_file_has_all_fields_of_its_records_and_blank_cells_for_those_that_a_record_has_not()
    {
        var (rows, records) = Counted(true, """{"email":"a@x","score":7,"ok":true}""", """{"name":"B, \"b\"","email":"b@x"}""");
        Assert.Equal(
            "marketosyncRow,email,score,ok,name\n0,a@x,7,true,\n1,b@x,,,\"B, \"\"b\"\"\"\n", Encoding.UTF8.GetString(File(rows, records)));
    }

    [Fact]
    public void Without_row_numbers_the_first_column_is_the_first_field()
    {
        var (rows, records) = Counted(false, """{"vin":"1"}""", """{"vin":"2"}""");
        Assert.Equal("vin\n1\n2\n", Encoding.UTF8.GetString(File(rows, records)));
    }

    [Property(MaxTest = 300)]
    public void It_takes_as_many_bytes_as_were_counted_and_no_more_than_were_foretold(int seed, byte count, bool withNumbers)
    {
        var random = new Random(seed);
        var records = Enumerable.Range(0, 1 + count % 40).Select(_ => Record(random)).ToArray();
        var (rows, numbered) = Counted(withNumbers, records);
        var foretold = new ImportRows(withNumbers);
        var most = numbered.Sum(record => foretold.Measure(record.Number, record.Record.Span)) + 200;

        Assert.Equal(rows.Bytes, File(rows, numbered).Length);
        Assert.InRange(rows.Bytes, 1, most);
    }

    [Property(MaxTest = 300)]
    public void A_record_that_does_not_fit_leaves_the_file_as_it_was(int seed, byte count)
    {
        var random = new Random(seed);
        var (rows, numbered) = Counted(true, [.. Enumerable.Range(0, 1 + count % 10).Select(_ => Record(random))]);
        var (bytes, columns) = (rows.Bytes, rows.Columns.Count);
        Assert.True(rows.TryAdd(99, """{"email":"x","another field":"y"}"""u8, bytes) > bytes);
        Assert.Equal((bytes, columns), (rows.Bytes, rows.Columns.Count));
        Assert.Equal(bytes, File(rows, numbered).Length);
    }

    private static byte[] File(ImportRows rows, IEnumerable<(uint, ReadOnlyMemory<byte>)> records)
    {
        var file = new MemoryStream();
        rows.Write(file, records);
        return file.ToArray();
    }

    private static (ImportRows Rows, List<(uint Number, ReadOnlyMemory<byte> Record)> Records) Counted(bool withNumbers, params string[] records)
    {
        var rows = new ImportRows(withNumbers);
        var numbered = new List<(uint, ReadOnlyMemory<byte>)>();
        foreach (var record in records)
        {
            var bytes = Encoding.UTF8.GetBytes(record);
            Assert.Equal(rows.TryAdd((uint)numbered.Count, bytes, long.MaxValue), rows.Bytes);
            numbered.Add(((uint)numbered.Count, bytes));
        }

        return (rows, numbered);
    }

    private static string Record(Random random)
    {
        string[] fields = ["email", "name", "a,b", "Stra\u00dfe", "score"];
        var chosen = fields.Where(_ => random.Next(3) > 0).DefaultIfEmpty("email").ToDictionary(field => field, _ => s_values[random.Next(s_values.Length)]);
        return JsonSerializer.Serialize(chosen);
    }
}
