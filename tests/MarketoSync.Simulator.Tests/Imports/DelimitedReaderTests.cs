using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace MarketoSync.Simulator.Tests;

public class DelimitedReaderTests
{
    private static readonly Gen<string> s_cell =
        Gen.Elements("a", "b ", "", "\"", ",", "\n", "\r\n", "ä", "\t", ";").ListOf(3).Select(parts => string.Concat(parts));

    [Theory]
    [InlineData("a,b\n1,2\n", "a|b/1|2")]
    [InlineData("a,b\r\n1,2", "a|b/1|2")]
    [InlineData("a\n\n\r\n1,\n,", "a/1|/|")]
    [InlineData("\"\"\na", "/a")]
    [InlineData("\"a\nb\",\"c\"\"d\"\n", "a\nb|c\"d")]
    [InlineData("\"a\"x,b\n", "a|b")]
    [InlineData("\"a,b\n", "a,b\n")]
    [InlineData("a\"b,c\n", "a\"b|c")]
    [InlineData("", "")]
    [InlineData("\n\n", "")]
    public void Rows_and_cells_are_found(string file, string rows) => Assert.Equal(rows, string.Join('/', Read(file, ',').Select(row => string.Join('|', row))));

    [Property]
    public Property What_is_quoted_comes_back_whatever_it_is_and_however_much_is_quoted() => Prop.ForAll(
        (from rows in s_cell.ListOf(3).ListOf(4)
         from delimiter in Gen.Elements(',', '\t', ';')
         from always in Gen.Elements(true, false)
         select (rows, delimiter, always)).ToArbitrary(),
        drawn =>
        {
            var (rows, delimiter, always) = drawn;
            var file = string.Concat(rows.Select(row => string.Join(delimiter, row.Select(cell => Quoted(cell, delimiter, always))) + "\n"));
            return Read(file, delimiter).SelectMany(row => row).SequenceEqual(rows.SelectMany(row => row));
        });

    private static List<string[]> Read(string file, char delimiter)
    {
        var reader = new DelimitedReader(Encoding.UTF8.GetBytes(file), (byte)delimiter);
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.Count).Select(reader.Text)]);
        Assert.Equal(rows.Count, new DelimitedReader(Encoding.UTF8.GetBytes(file), (byte)delimiter).CountRows());
        return rows;
    }

    private static string Quoted(string cell, char delimiter, bool always) =>
        always || cell.AsSpan().IndexOfAny(['"', '\n', '\r', delimiter]) >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
