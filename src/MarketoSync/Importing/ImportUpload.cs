using System.Globalization;
using System.IO.Hashing;
using System.Text;
using MarketoSync.Marketo;
using MarketoSync.Sending;

namespace MarketoSync.Importing;

/// <summary>The call that hands over a file.</summary>
internal static class ImportUpload
{
    /// <summary>Bytes of the body around the file.</summary>
    public const int EnvelopeBytes = 256;

    private const string FileName = "records.csv";

    /// <param name="records">Some of a batch's.</param>
    public static Call Of(RunScope scope, BulkImport import, OpenRecords records, MarketoSettings settings)
    {
        var rows = scope.RowsOf(records.Range);
        var boundary = Boundary(records.Range.Bytes);
        var begin = $"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{FileName}\"\r\nContent-Type: text/csv\r\n\r\n";
        var body = new MemoryStream(checked((int)rows.Bytes + EnvelopeBytes));
        body.Write(Encoding.ASCII.GetBytes(begin));
        rows.Write(body, records.Places.Select(place => (records.Range.Entry(place).Record, records.Range.Record(place))));
        body.Write(Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n"));
        var content = body.GetBuffer().AsMemory(0, (int)body.Length);
        return new Call(import.Create, Query(scope, import), content, $"multipart/form-data; boundary={boundary}", settings.TimeoutFor(import.UploadTimeout))
        {
            Subject = new(scope.Target.Name, CallSubject.Import, records.Places.Count), Template = import.CreateTemplate,
        };
    }

    private static string Query(RunScope scope, BulkImport import)
    {
        var query = new StringBuilder("format=csv");
        if (import.KeyParameter is { } parameter && scope.Request.Key is { } key) Add(parameter, key);
        if (scope.Request.PartitionName is { } partition) Add("partitionName", partition);
        if (scope.Request.MemberStatus is { } status) Add("programMemberStatus", status);
        return query.ToString();

        void Add(string name, string value) => query.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }

    /// <summary>A line that the file does not hold: the hash of its records, which they could hold only if somebody had tried long.</summary>
    private static string Boundary(ReadOnlySpan<byte> records) =>
        "marketo-sync-" + XxHash128.HashToUInt128(records).ToString("x32", CultureInfo.InvariantCulture);
}
