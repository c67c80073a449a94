using System.Globalization;
using System.Text.Unicode;

namespace MarketoSync.Benchmarks.Intake;

/// <summary>Leads as they come from a CRM: ten fields, about 200 bytes, one a line, each with a key of its own.</summary>
internal static class Leads
{
    /// <summary>More than one lead can take.</summary>
    public const int MostBytes = 400;

    public static byte[] Ndjson(int count)
    {
        var random = new Random(7);
        var bytes = new byte[count * 240 + MostBytes];
        var length = 0;
        for (var i = 0; i < count; i++)
            length += Write(bytes.AsSpan(length), i, random.Next());
        return bytes[..length];
    }

    public static int Write(Span<byte> destination, int number, int random)
    {
        if (!Utf8.TryWrite(
            destination,
            CultureInfo.InvariantCulture,
            $$"""{"email":"lead.{{number}}@customer{{random % 997}}.example.com","firstName":"Maria","lastName":"Grün-{{random % 7919}}","company":"Customer {{random % 997}} Ltd","phone":"+49 30 {{random % 1000000:d6}}","city":"Berlin","country":"DE","title":"Head of Sales","leadScore":{{random % 100}}}""",
            out var length))
            throw new ArgumentException("A lead needs more room.", nameof(destination));
        destination[length] = (byte)'\n';
        return length + 1;
    }
}
