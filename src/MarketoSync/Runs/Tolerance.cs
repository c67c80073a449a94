using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MarketoSync.Runs;

/// <summary>How many of a run's records may be refused before it stops.</summary>
/// <param name="Most">A number of records, or of a hundred.</param>
/// <param name="IsShare">Whether it is of a hundred.</param>
public sealed record Tolerance(decimal Most, bool IsShare)
{
    /// <summary>As it is asked for: <c>500</c>, <c>5%</c>, <c>0.5%</c>.</summary>
    public string Text() => string.Create(CultureInfo.InvariantCulture, $"{Most:0.######}{(IsShare ? "%" : "")}");

    public static bool TryRead(string text, [NotNullWhen(true)] out Tolerance? tolerance)
    {
        var isShare = text.EndsWith('%');
        var style = isShare ? NumberStyles.AllowDecimalPoint : NumberStyles.None;
        var isRead = decimal.TryParse(text.AsSpan().TrimEnd('%').Trim(), style, CultureInfo.InvariantCulture, out var most)
            && text.Count(letter => letter == '%') <= 1 && (!isShare || most <= 100);
        tolerance = isRead ? new Tolerance(most, isShare) : null;
        return isRead;
    }

    public bool IsExceeded(decimal refused, long of) => IsShare ? refused * 100m > Most * of : refused > Most;
}
