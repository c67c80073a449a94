namespace MarketoSync.Reports;

/// <summary>Says where the records of a reason are.</summary>
public static class ReasonPlaces
{
    /// <summary>For instance <c>lines 9, 409, …</c>, or <c>record 7</c> where lines are not known.</summary>
    /// <param name="lines">Source lines by record number.</param>
    public static string Of(ReportReason reason, IReadOnlyDictionary<long, long> lines)
    {
        ArgumentNullException.ThrowIfNull(reason);

        // Records of an array may all be on one line, which tells nobody anything.
        var known = reason.Records.All(lines.ContainsKey) && reason.Records.DistinctBy(record => lines[record]).Count() == reason.Records.Count;
        var numbers = string.Join(", ", reason.Records.Select(record => ReportVerdict.Number(known ? lines[record] : record)));
        var what = known ? "line" : "record";
        return (reason.Records.Count == 1 ? what : what + "s") + " " + numbers + (reason.Count > reason.Records.Count ? ", …" : "");
    }
}
