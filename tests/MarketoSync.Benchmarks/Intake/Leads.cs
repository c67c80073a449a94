using System.Globalization;
using System.Text;

namespace MarketoSync.Benchmarks.Intake;

/// <summary>Leads as they come from a CRM: ten fields, about 200 bytes, one a line, each with a key of its own.</summary>
internal static class Leads
{
    public static byte[] Ndjson(int count)
    {
        var random = new Random(7);
        var lines = new StringBuilder(count * 210);
        for (var i = 0; i < count; i++)
            Append(lines, i, random.Next());
        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    public static void Append(StringBuilder lines, int number, int random) => lines.Append(
        CultureInfo.InvariantCulture,
        $$"""{"email":"lead.{{number}}@customer{{random % 997}}.example.com","firstName":"Maria","lastName":"Grün-{{random % 7919}}","company":"Customer {{random % 997}} Ltd","phone":"+49 30 {{random % 1000000:d6}}","city":"Berlin","country":"DE","title":"Head of Sales","leadScore":{{random % 100}}}""").Append('\n');
}
