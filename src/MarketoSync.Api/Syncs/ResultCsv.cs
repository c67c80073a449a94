using System.Buffers;
using System.Globalization;
using System.Text;
using MarketoSync.Records;

namespace MarketoSync.Api.Syncs;

/// <summary>
/// Results as CSV (RFC 4180) for people and their spreadsheets: a row a record, codes and messages of one record with <c> | </c> between
/// them, a byte order mark because spreadsheets need it to see UTF-8, and before text that a spreadsheet would take for a formula a
/// <c>'</c>. For programs there is NDJSON, which holds everything as it is.
/// </summary>
internal static class ResultCsv
{
    private const string Between = " | ";
    private static readonly SearchValues<char> s_quoted = SearchValues.Create("\",\r\n");
    private static readonly SearchValues<char> s_formula = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    public static void WriteHeader(IBufferWriter<byte> output) =>
        output.Write("\uFEFFrecord,line,key,status,id,code,message,batch\r\n"u8);

    public static void Write(IBufferWriter<byte> output, RecordResult result)
    {
        var row = new StringBuilder();
        row.Append(CultureInfo.InvariantCulture, $"{result.Record},{result.Line}");
        Add(row, result.Key);
        Add(row, result.Status.Name());
        Add(row, result.Id);
        Add(row, Joined(result, reason => reason.Code));
        Add(row, Joined(result, reason => reason.Message));
        Add(row, result.Batch);
        row.Append("\r\n");
        output.Write(Encoding.UTF8.GetBytes(row.ToString()));
    }

    private static string? Joined(RecordResult result, Func<Reason, string> part) =>
        result.Reasons is { } reasons ? string.Join(Between, reasons.Select(part)) : null;

    private static void Add(StringBuilder row, string? text)
    {
        row.Append(',');
        if (string.IsNullOrEmpty(text)) return;

        // Spreadsheets pass over leading blanks.
        var start = text.AsSpan().TrimStart(' ');
        if (start.Length > 0 && s_formula.Contains(start[0])) text = "'" + text;
        if (text.AsSpan().ContainsAny(s_quoted)) row.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else row.Append(text);
    }
}
