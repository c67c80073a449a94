using System.Runtime.CompilerServices;
using System.Text;

namespace MarketoSync.Reports;

internal static class HtmlBuilding
{
    /// <summary>Adds markup. What stands in its holes is encoded.</summary>
    public static void Html(this StringBuilder html, [InterpolatedStringHandlerArgument(nameof(html))] HtmlHandler markup) => _ = markup;
}
