using System.Runtime.CompilerServices;
using System.Text;
using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Reports;

/// <summary>The records of a finished run that are to be synced again.</summary>
public static class RetrySource
{
    /// <summary>Whatever did not get in.</summary>
    public static IReadOnlySet<RecordStatus> DidNotGetIn { get; } = RecordStatuses.All.Where(status => !status.GotIn()).ToHashSet();

    /// <summary>The same without what may have got in after all, where it would then be there twice.</summary>
    public static IReadOnlySet<RecordStatus> SafeToSend(Operation operation) =>
        operation.AddsAgain ? DidNotGetIn.Where(status => status != RecordStatus.Unknown).ToHashSet() : DidNotGetIn;

    /// <summary>
    /// The records in input order, which keeps the order in which several changes of one key apply.
    /// Memory is four bytes a record of the run and a fixed rest.
    /// </summary>
    /// <param name="only">The statuses wanted.</param>
    public static async IAsyncEnumerable<RetryRecord> ReadAsync(
        IRunFolder folder, RunDefinition run, IReadOnlySet<RecordStatus> only, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var stored = await StoredByNumber.OpenAsync(folder, run.Stored, run.Records, cancellation);
        await using var rejected = await RejectedLines.OpenAsync(folder, cancellation);
        await foreach (var result in ResultReader.ReadAsync(folder, only, cancellation))
        {
            if (await rejected.TakeAsync(result.Record) is { } atIntake)
            {
                yield return atIntake.Json is { } json ? new(result, Encoding.UTF8.GetBytes(json), null) : new(result, default, atIntake.Raw ?? "");
                continue;
            }

            yield return new(result, (await stored.ReadAsync(result.Record, cancellation)).Json, null);
        }
    }
}
