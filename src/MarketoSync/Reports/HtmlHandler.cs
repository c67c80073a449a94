using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace MarketoSync.Reports;

/// <summary>An interpolated text whose literal parts are markup and whose holes are encoded: nothing slips in as markup.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlHandler
{
    private readonly StringBuilder _html;

    public HtmlHandler(int literalLength, int formattedCount, StringBuilder html)
    {
        _html = html;
        _html.EnsureCapacity(_html.Length + literalLength + formattedCount * 8);
    }

    public void AppendLiteral(string markup) => _html.Append(markup);

    public void AppendFormatted(string? text) => _html.Append(WebUtility.HtmlEncode(text));

    /// <summary>With thousands separators.</summary>
    public void AppendFormatted(long number) => AppendFormatted(ReportVerdict.Number(number));

    public void AppendFormatted(double number, string format) => _html.Append(number.ToString(format, CultureInfo.InvariantCulture));

    public void AppendFormatted(DateTimeOffset time, string format) => _html.Append(time.ToString(format, CultureInfo.InvariantCulture));
}
