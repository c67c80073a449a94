using System.Globalization;
using System.Text;

namespace MarketoSync.Records;

/// <summary>
/// The key of a record whose objects several fields tell apart, as one text: the values with <c>|</c> between them. One that is in a value has
/// a backslash before it, as a backslash has.
/// </summary>
public static class CompoundKey
{
    public static string Join(IReadOnlyList<string> parts)
    {
        if (parts.Count == 1) return parts[0];

        var text = new StringBuilder();
        for (var part = 0; part < parts.Count; part++)
        {
            if (part > 0) text.Append('|');
            text.Append(parts[part].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal));
        }

        return text.ToString();
    }

    /// <summary>The key with its numbers as Marketo gives them back, whether as <c>007</c> or <c>7.0</c> they were sent.</summary>
    public static string WithPlainNumbers(string key) => string.Join('|', key.Split('|').Select(PlainNumber));

    private static string PlainNumber(string part) =>
        decimal.TryParse(part, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("0.#############################", CultureInfo.InvariantCulture)
            : part;
}
