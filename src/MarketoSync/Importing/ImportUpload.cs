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
        var file = scope.RowsOf(records.Range).Write(records.Places.Select(place => (records.Range.Entry(place).Record, records.Range.Record(place))));
        var boundary = Boundary(file);
        var begin = $"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{FileName}\"\r\nContent-Type: text/csv\r\n\r\n";
        byte[] body = [.. Encoding.ASCII.GetBytes(begin), .. file, .. Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n")];
        return new Call(import.Create, Query(scope, import), body, $"multipart/form-data; boundary={boundary}", settings.TimeoutFor(import.UploadTimeout))
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

    /// <summary>A line that the file does not hold: its own hash, which it could hold only if somebody had tried long.</summary>
    private static string Boundary(byte[] file) =>
        "marketo-sync-" + XxHash128.HashToUInt128(file).ToString("x32", CultureInfo.InvariantCulture);
}
