using System.Globalization;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Reports;

/// <summary>A report in a few sentences.</summary>
public static class ReportVerdict
{
    /// <summary>For instance <c>99,412 of 100,000 records got in. 588 did not.</c></summary>
    public static string Of(Report report) => Sentences([Beginning(report.State), Of(report.Records)]);

    /// <summary>The same of records that are counted by status, as those of a report are.</summary>
    public static string Of(IReadOnlyDictionary<string, long> records)
    {
        var total = records["total"];
        var gotIn = GotIn(records);
        var notSent = records[RecordStatus.NotSent.Name()];
        var unknown = records[RecordStatus.Unknown.Name()];
        var refused = total - gotIn - unknown - notSent;

        List<string> sentences = [];
        if (total == 0) sentences.Add("There were no records.");
        else if (gotIn == total) sentences.Add(total == 1 ? "The record got in." : $"All {Number(total)} records got in.");
        else if (gotIn == 0 && unknown == 0) sentences.Add(total == 1 ? "The record did not get in." : $"None of the {Number(total)} records got in.");
        else sentences.Add($"{Number(gotIn)} of {Number(total)} {(total == 1 ? "record" : "records")} got in.");

        if (refused > 0 && refused < total) sentences.Add($"{Number(refused)} did not.");
        if (unknown > 0) sentences.Add($"Whether {Number(unknown)} got in is not known.");
        if (notSent > 0) sentences.Add($"{Number(notSent)} {(notSent == 1 ? "was" : "were")} never sent.");
        return Sentences(sentences);
    }

    /// <summary>Records that are in Marketo as they were wanted.</summary>
    public static long GotIn(Report report) => GotIn(report.Records);

    /// <inheritdoc cref="GotIn(Report)"/>
    public static long GotIn(IReadOnlyDictionary<string, long> records) =>
        RecordStatuses.All.Where(status => status.GotIn()).Sum(status => records[status.Name()]);

    /// <summary>For instance <c>12 min 4 s</c>.</summary>
    public static string Duration(Report report) => Duration(report.FinishedAt - report.StartedAt);

    /// <inheritdoc cref="Duration(Report)"/>
    public static string Duration(TimeSpan time)
    {
        if (time.TotalHours >= 1) return Invariant($"{(long)time.TotalHours} h {time.Minutes} min");
        return time.TotalMinutes >= 1 ? Invariant($"{time.Minutes} min {time.Seconds} s") : Invariant($"{time.TotalSeconds:0.#} s");
    }

    /// <summary>A number with thousands separators, whatever the machine's culture.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Beginning(RunState state) => state switch
    {
        RunState.Stopped => "The run stopped before its end.",
        RunState.Cancelled => "The run was cancelled.",
        _ => "",
    };

    private static string Sentences(IReadOnlyList<string> sentences) => string.Join(' ', sentences.Where(sentence => sentence.Length > 0));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
