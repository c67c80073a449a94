using System.Text;
using MarketoSync.Marketo;
using MarketoSync.Records;

namespace MarketoSync.Sending;

/// <summary>The call that writes records of a run.</summary>
internal static class SyncCall
{
    private static readonly string[] s_numbers = ["id", "leadId"];

    /// <param name="records">Some of a batch's.</param>
    public static Call Of(RunScope scope, OpenRecords records, MarketoSettings settings)
    {
        var operation = scope.Operation;
        var timeout = settings.TimeoutFor(operation.ServerTimeout);
        var call = operation.IsDeleteVerb
            ? Call.Delete(operation.Path, Query(scope, records), timeout)
            : Call.Post(operation.Path, scope.Envelope.Body(operation.SendsKeysOnly ? Keys(records.Places.Select(records.Range.Record), scope.KeyFields) : records.Bytes()), timeout);
        return call with { Subject = new(scope.Target.Name, scope.Action.Name(), records.Places.Count), Template = operation.Template };
    }

    /// <summary>Records reduced to fields that tell them apart, each on a line.</summary>
    public static byte[] Keys(IEnumerable<ReadOnlyMemory<byte>> records, IReadOnlyList<string> fields) =>
        KeysOnly.Lines(records, fields, s_numbers.Contains);

    /// <summary>The recorded form of such a call: the field once for each record.</summary>
    private static string Query(RunScope scope, OpenRecords records)
    {
        var query = new StringBuilder();
        foreach (var place in records.Places)
        {
            query.Append(query.Length > 0 ? "&" : "").Append(scope.KeyFields[0]).Append('=');
            query.Append(Uri.EscapeDataString(scope.KeyOf(records.Range.Record(place)) ?? ""));
        }

        return query.ToString();
    }
}
