using System.Globalization;

namespace MarketoSync.Intake;

/// <summary>The escapes in JSON text.</summary>
internal static class Escapes
{
    /// <summary>Whether an escape names half a character and its other half does not follow.</summary>
    public static bool HaveLoneSurrogate(ReadOnlySpan<byte> json)
    {
        for (var at = json.IndexOf((byte)'\\'); at >= 0;)
        {
            var length = 2;
            if (TryReadUnit(json[at..], out var unit))
            {
                length = 6;
                if (char.IsLowSurrogate(unit))
                    return true;
                if (char.IsHighSurrogate(unit))
                {
                    if (!TryReadUnit(json[(at + 6)..], out var second) || !char.IsLowSurrogate(second))
                        return true;
                    length = 12;
                }
            }

            var from = Math.Min(at + length, json.Length);
            var next = json[from..].IndexOf((byte)'\\');
            at = next < 0 ? -1 : from + next;
        }

        return false;
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> escape, out char unit)
    {
        unit = default;
        if (!escape.StartsWith("\\u"u8) || escape.Length < 6
            || !ushort.TryParse(escape[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return false;
        unit = (char)value;
        return true;
    }
}
