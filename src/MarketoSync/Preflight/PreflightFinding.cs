namespace MarketoSync.Preflight;

/// <summary>An issue, and the records that have it.</summary>
/// <param name="Count">Records that have it.</param>
/// <param name="First">The first few of them.</param>
public sealed record PreflightFinding(PreflightIssue Issue, long Count, IReadOnlyList<RecordPlace> First)
{
    /// <summary>First what is wrong with fields as such, then by count.</summary>
    public static IEnumerable<PreflightFinding> InOrder(IEnumerable<PreflightFinding> findings) => findings
        .OrderByDescending(finding => finding.Issue.IsOfField)
        .ThenByDescending(finding => finding.Count)
        .ThenBy(finding => finding.Issue.Field, StringComparer.Ordinal)
        .ThenBy(finding => finding.Issue.Code, StringComparer.Ordinal);

    /// <summary>What findings are once it is known that the records go by calls.</summary>
    public static IReadOnlyList<PreflightFinding> ByCalls(IEnumerable<PreflightFinding> findings) =>
    [
        .. InOrder(findings.GroupBy(finding => finding.Issue.ByCalls ?? finding.Issue).Select(same => new PreflightFinding(
            same.Key,
            same.Sum(finding => finding.Count),
            [.. same.SelectMany(finding => finding.First).OrderBy(place => place.Record).Take(PreflightTally.MostPlaces)]))),
    ];
}
