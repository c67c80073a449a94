using System.Globalization;
using MarketoSync.Intake;

namespace MarketoSync.Preflight;

/// <summary>What is to be said of a preflight when records are sent all the same.</summary>
public static class PreflightWarning
{
    /// <summary>A plan shows the rest.</summary>
    private const int Most = 20;

    /// <summary>A sentence for each finding that did not reject records, and one if there was no preflight although it was wanted.</summary>
    public static IReadOnlyList<string> All(IntakeSummary intake, PreflightMode mode)
    {
        ArgumentNullException.ThrowIfNull(intake);
        if (intake.Unchecked is { } reason) return [Unchecked(reason)];

        var told = intake.Findings.Where(finding => mode != PreflightMode.Reject || !finding.Issue.IsRefused).ToList();
        var more = told.Count - Most;
        return
        [
            .. told.Take(Most).Select(finding => Of(finding, intake.Records)),
            .. more > 0 ? [string.Create(CultureInfo.InvariantCulture, $"There {(more == 1 ? "is" : "are")} {more:N0} more of the kind: a plan shows all.")] : (string[])[],
        ];
    }

    public static string Unchecked(string reason) => "The fields and values were not checked before sending. " + reason;

    private static string Of(PreflightFinding finding, long records)
    {
        if (finding.Count == records && records > 1) return $"Every record: {finding.Issue.Message}";

        var line = finding.First[0].Line;
        return finding.Count == 1
            ? string.Create(CultureInfo.InvariantCulture, $"Line {line}: {finding.Issue.Message}")
            : string.Create(CultureInfo.InvariantCulture, $"{finding.Count:N0} records, the first in line {line}: {finding.Issue.Message}");
    }
}
