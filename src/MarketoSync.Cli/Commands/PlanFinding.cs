using MarketoSync.Preflight;

namespace MarketoSync.Cli.Commands;

/// <summary>What Marketo's own description says against records of the source.</summary>
/// <param name="Code">One of <see cref="PreflightCodes"/>.</param>
/// <param name="IsOfField">Whether it holds for every record that has the field, whatever its value.</param>
/// <param name="IsRefused">Whether Marketo refuses the records for it, as far as that is known.</param>
/// <param name="Count">Records that have it.</param>
/// <param name="Lines">Where the first few of them are in the source.</param>
public sealed record PlanFinding(
    string Code, string Field, string Message, bool IsOfField, bool IsRefused, long Count, IReadOnlyList<uint> Lines)
{
    public static PlanFinding Of(PreflightFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var issue = finding.Issue;
        return new(
            issue.Code, issue.Field, issue.Message, issue.IsOfField, issue.IsRefused, finding.Count, [.. finding.First.Select(place => place.Line)]);
    }
}
