using System.Text;
using MarketoSync.Importing;

namespace MarketoSync.Tests.Importing;

public class ImportFaultReaderTests
{
    [Fact]
    public async Task The_last_cell_of_a_row_is_the_reason_also_where_cells_are_lost_before_it()
    {
        const string Csv = "email,score,phone,Import Failure Reason\na@x,many,+1,Invalid data type in field Score\nb@x,many,Invalid data type in field Score\n\"c, d@x\",\"two\nlines\",\"say \"\"no\"\"\",\"a, b\"\n";
        Assert.Equal(
            ["a@x|many|+1 Invalid data type in field Score", "b@x|many Invalid data type in field Score", "c, d@x|two\nlines|say \"no\" a, b"],
            await ReadAsync(Csv));
    }

    [Theory]
    [InlineData("")]
    [InlineData("email,Import Failure Reason\n")]
    [InlineData("email,Import Failure Reason\n\n")]
    public async Task A_file_without_rows_tells_of_none(string csv) => Assert.Empty(await ReadAsync(csv));

    private static async Task<List<string>> ReadAsync(string csv)
    {
        var rows = new List<string>();
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        await foreach (var row in ImportFaultReader.ReadAsync(file, CancellationToken.None)) rows.Add($"{string.Join('|', row.Cells)} {row.Text}");
        return rows;
    }
}
