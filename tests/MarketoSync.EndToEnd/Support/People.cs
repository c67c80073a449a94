using System.Globalization;
using System.Text;

namespace MarketoSync.EndToEnd.Support;

/// <summary>Lead records of mixed width, some of them with the key of an earlier one, some that Marketo will skip.</summary>
internal static class People
{
    private const int RepeatEvery = 97;
    private const int BadEvery = 331;

    public static string Email(int person) => string.Create(CultureInfo.InvariantCulture, $"person{person}@example.com");

    /// <summary>Every <see cref="RepeatEvery"/>th record is about the person of a record long before it, and the one behind about the same.</summary>
    public static int PersonOf(int record) => record > 0 && (record % RepeatEvery == 0 || record % RepeatEvery == 1) ? record / RepeatEvery : record;

    public static bool IsBad(int record) => record % BadEvery == 5;

    public static void Write(string path, int records, bool isNarrow = false)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        for (var record = 0; record < records; record++) file.WriteLine(isNarrow ? Narrow(record) : Mixed(record));
    }

    private static string Narrow(int record) => $$"""{"email":"{{Email(record)}}","firstName":"Ada"}""";

    private static string Mixed(int record)
    {
        var person = PersonOf(record);
        var notes = new string((char)('a' + record % 26), record % 10 == 0 ? 40 + record * 31 % 4_000 : 0);
        var score = IsBad(record) ? "14.1" : (record % 100).ToString(CultureInfo.InvariantCulture);
        return $$"""{"email":"{{Email(person)}}","firstName":"Zoë {{record}}","city":"Łódź","leadScore":{{score}},"notes":"{{notes}}"}""";
    }
}
