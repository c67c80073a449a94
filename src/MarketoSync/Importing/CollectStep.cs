using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Recovery;
using MarketoSync.Sending;

namespace MarketoSync.Importing;

/// <summary>
/// Gives the records of an import that is over their results: which rows failed, and which Marketo has something to say of, stands in files of
/// its own. A record is called imported only if every row that failed was found among the others.
/// </summary>
public sealed class CollectStep(MarketoClient client, MarketoSettings settings, TimeProvider time)
{
    private const string FailureCode = "import-failure";
    private const string WarningCode = "import-warning";

    public async Task<BatchOutcome> RunAsync(RunScope scope, OpenBatch open, CancellationToken cancellation)
    {
        var (log, import, job) = await ImportLog.ReadAsync(scope, open, cancellation);
        var intents = new LookUpIntents(scope, open, log);
        var records = await StoredRecords.ReadAsync(scope.Folder, new PositionRange(open.Batch.From, open.Batch.To), cancellation);
        var rows = scope.RowsOf(records);
        var matcher = new RowMatcher(rows, records, import.TakesRowNumbers);

        var (failures, failed) = await FetchAsync(import.Failures(job.Id), "/failures.json", job.Failed);
        if (failures.Fault is { } fault) return Faulty(fault, failures.Calls);
        if (failed.Rows < job.Failed && open.Attempts == 0) return Faulty(Incomplete(failures.Last), failures.Calls);

        var (warnings, warned) = await FetchAsync(import.Warnings(job.Id), "/warnings.json", job.Warned);
        var calls = failures.Calls.Plus(warnings.Calls);
        if (warnings.Fault is { } other) return Faulty(other, calls);

        var settled = new Dictionary<RecordStatus, int>();
        var results = Results(scope, open, records, job, failed, warned, settled);
        await intents.Log.WriteAsync(scope.Folder, results, records.Count, CancellationToken.None);
        scope.Telemetry.Batches.Settled(scope, settled);
        return new BatchOutcome(
            OutcomeKind.Accepted, "", settled, 0, 0, default, default, time.GetUtcNow(), calls.Plus(intents.CutOff));

        async Task<((CallResult? Fault, CallResult Last, CallCount Calls) Call, RowVerdicts Verdicts)> FetchAsync(string path, string end, long? expected)
        {
            if (expected == 0) return ((null, default!, CallCount.None), RowVerdicts.None);

            var call = Call.Get(path, "", settings.TimeoutFor(import.UploadTimeout)) with
            {
                IsForFile = true, Subject = new(scope.Target.Name, CallSubject.Poll, records.Count), Template = import.JobTemplate + end,
            };
            var result = await client.SendAsync(call, _ => intents.NoteAsync(), cancellation);
            var spent = StepOutcome.CountOf(result);
            if (!result.Succeeded) return ((result, result, spent), RowVerdicts.None);

            using var file = new MemoryStream(result.Body.ToArray(), writable: false);
            return ((null, result, spent), await RowVerdicts.OfAsync(ImportFaultReader.ReadAsync(file, cancellation), matcher));
        }

        BatchOutcome Faulty(CallResult result, CallCount spent) =>
            StepOutcome.Of(result, Array.Empty<RecordResult>(), records.Count, time.GetUtcNow()) with { Calls = spent.Plus(intents.CutOff) };
    }

    /// <summary>The file may be written after the import is called complete.</summary>
    private static CallResult Incomplete(CallResult result) => result with { Kind = OutcomeKind.Refused, Code = FaultCodes.ImportIncomplete };

    /// <param name="settled">Counts them as they are made.</param>
    private static IEnumerable<RecordResult> Results(
        RunScope scope, OpenBatch open, StoredRecords records, ImportJob job, RowVerdicts failed, RowVerdicts warned, Dictionary<RecordStatus, int> settled)
    {
        var doubt = Doubt(records.Count, job, failed);
        for (var place = 0; place < records.Count; place++)
        {
            var (status, reason) = failed.Texts.TryGetValue(place, out var text)
                ? (RecordStatus.Skipped, new Reason(FailureCode, text))
                : failed.Unsure.Contains(place)
                    ? (RecordStatus.Unknown, new Reason(FaultCodes.ImportIncomplete, "Some rows that read alike failed, and Marketo does not tell which of them"))
                    : doubt is not null
                        ? (RecordStatus.Unknown, new Reason(FaultCodes.ImportIncomplete, doubt))
                        : (RecordStatus.Imported, warned.Texts.TryGetValue(place, out var warning) ? new Reason(WarningCode, warning) : null);
            var entry = records.Entry(place);
            settled[status] = settled.GetValueOrDefault(status) + 1;
            yield return new RecordResult(
                entry.Record, entry.Line, scope.KeyOf(records.Record(place)), status, null, reason is null ? null : [reason], open.Batch.Id);
        }
    }

    /// <summary>Why nothing can be said of the rows that were not given back, or null.</summary>
    private static string? Doubt(int records, ImportJob job, RowVerdicts failed)
    {
        if (failed.Strangers > 0) return $"Marketo gave back {failed.Strangers} failed rows that cannot be told from the others";
        var told = job.Failed ?? failed.Rows;
        if (failed.Rows < told) return $"Marketo speaks of {told} failed rows and gave back {failed.Rows}";
        return job.Processed is { } processed && processed + told < records
            ? $"Marketo speaks of {processed} rows imported and {told} failed, of {records}"
            : null;
    }
}
