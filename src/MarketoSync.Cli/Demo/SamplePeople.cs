using System.Globalization;
using System.Text;

namespace MarketoSync.Cli.Demo;

/// <summary>
/// People who do not exist, as a CSV file that somebody might really have: most rows are good, some are not.
/// The same number gives the same file each time.
/// </summary>
internal static class SamplePeople
{
    private static readonly string[] s_firstNames = ["Ada", "Jürgen", "Chloé", "Mateo", "Aïsha", "Noor", "Søren", "Inês", "Tomáš", "Yuki"];
    private static readonly string[] s_lastNames = ["Okafor", "Lindqvist", "O'Neill", "García", "Nguyen", "Müller", "Rossi", "Kowalska", "Haddad", "Tanaka"];
    private static readonly string[] s_cities = ["Łódź", "São Paulo", "Zürich", "Leeds", "Kyōto", "Nantes", "Malmö", "Porto", "Graz", "Austin"];

    public static void Write(string path, int rows)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" };
        file.WriteLine("email,firstName,lastName,city,postalCode,leadScore:number,unsubscribed:boolean,notes");
        for (var row = 1; row <= rows; row++) file.WriteLine(Row(row));
    }

    /// <summary>Addresses that are in Marketo already when the demo begins.</summary>
    public static IEnumerable<string> Known(int rows) =>
        Enumerable.Range(1, rows).Where(row => row % 7 == 0).Select(Email);

    private static string Row(int row) => row switch
    {
        1_234 => "one.cell.too.many@example.com,Ada,Okafor,Leeds,LS1 4DY,12,false,,and one more",
        2_345 => "the.score.is.a.word@example.com,Chloé,Rossi,Nantes,44000,many,false,",
        3_456 => "no-address-at-all,Mateo,García,Porto,4000-012,5,false,",
        4_567 => $"name.too.long@example.com,{new string('A', 300)},Haddad,Graz,8010,7,false,",
        5_678 => "percent@example.com,Noor,Nguyen,Austin,73301,12.5,false,",
        _ when row % 1_000 == 0 => Good(row - 1, note: "\"Called twice,\r\nasked for the \"\"blue\"\" brochure\""),
        _ => Good(row, note: row % 11 == 0 ? "NULL" : ""),
    };

    private static string Good(int row, string note)
    {
        var first = s_firstNames[row % s_firstNames.Length];
        var last = s_lastNames[row / 10 % s_lastNames.Length];
        var city = s_cities[row / 3 % s_cities.Length];
        var unsubscribed = row % 13 == 0 ? "true" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Email(row)},{first},{last},{city},{row % 100_000:D5},{row % 100},{unsubscribed},{note}");
    }

    private static string Email(int row) => string.Create(CultureInfo.InvariantCulture, $"person.{row}@example.com");
}
