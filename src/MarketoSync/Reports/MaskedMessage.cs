using System.Text.RegularExpressions;

namespace MarketoSync.Reports;

/// <summary>
/// Messages without the values that records hold. A value in a message would make a group of nearly every record,
/// and it is personal data, which a summary has no use for. The names of fields stay.
/// </summary>
internal static partial class MaskedMessage
{
    /// <summary>Characters of a message that a summary keeps.</summary>
    public const int MaxLength = 300;

    // The shortest text a quadratic search is felt in is far longer than this.
    private const int MaxSearched = 2000;

    /// <summary>For instance <c>Invalid value for field 'email' and value '…'</c>.</summary>
    public static string Of(string message)
    {
        var masked = QuotedValue().Replace(message.Length > MaxSearched ? message[..MaxSearched] : message, "${word}'…'");
        return masked.Length <= MaxLength ? masked : string.Concat(masked.AsSpan(0, MaxLength - 1), "…");
    }

    // A value may itself hold quotes. It ends at the first quote that only named parts (field 'x', type 'y') follow,
    // and at the end of the text where there is no such quote.
    [GeneratedRegex(
        """
        (?<word>\bvalues?\s*[:=]?\s*)(?<quote>['"]).*?(?:\k<quote>(?=(?:[^'"]*\b(?:field|type|parameter)\s+['"][^'"]*['"])*[^'"]*$)|$)
        """,
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex QuotedValue();
}
