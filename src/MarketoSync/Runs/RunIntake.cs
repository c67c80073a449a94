using System.Text;
using MarketoSync.Intake;
using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Reports;

namespace MarketoSync.Runs;

/// <summary>
/// Reads records into a run, and last of all notes what the run is: from then on it can be begun. Until then nothing of it counts.
/// </summary>
public sealed class RunIntake(IRunStore store, MarketoSettings marketo, TimeProvider time)
{
    /// <param name="source">Is left open.</param>
    /// <exception cref="IOException">The source or the store fails.</exception>
    public async Task<IntakeResult> ReadAsync(
        string run, Stream source, RunOrigin origin, SyncRequest request, CancellationToken cancellation)
    {
        var begun = time.GetUtcNow();
        var intake = await RecordIntake.RunAsync(source, Options(request, marketo), store.Open(run), cancellation);
        if (intake is IntakeSummary summary) await DefineAsync(run, origin, request, summary, begun, null, cancellation);
        return intake;
    }

    /// <summary>Reads records that came one by one. One that cannot be read is rejected, like one in a file. Its line is its place.</summary>
    public async Task<IntakeSummary> ReadAsync(
        string run, IEnumerable<ReadOnlyMemory<byte>> records, RunOrigin origin, SyncRequest request, CancellationToken cancellation)
    {
        var begun = time.GetUtcNow();
        await using var sink = await RecordSink.CreateAsync(Options(request, marketo), store.Open(run), cancellation);
        uint line = 0;
        foreach (var record in records)
        {
            sink.Accept(checked(++line), record.Span);
            if (sink.IsFull) await sink.WriteOutAsync(cancellation);
        }

        var summary = await sink.CompleteAsync(cancellation);
        await DefineAsync(run, origin, request, summary, begun, null, cancellation);
        return summary;
    }

    /// <summary>Reads the records of a run that is over once more, as a run of their own.</summary>
    /// <param name="only">What they ended as.</param>
    /// <param name="request">As <see cref="SyncRequest.Of"/> gives it for <paramref name="before"/>.</param>
    /// <returns>What was read. If that is no record there is nothing to retry, and the run is not defined.</returns>
    public async Task<IntakeSummary> RetryAsync(
        string run, RunDefinition before, SyncRequest request, IReadOnlySet<RecordStatus> only, CancellationToken cancellation)
    {
        var begun = time.GetUtcNow();

        // The records were mapped when they were read in for the first time.
        await using var sink = await RecordSink.CreateAsync(Options(request with { Map = null }, marketo), store.Open(run), cancellation);
        await foreach (var record in RetrySource.ReadAsync(store.Open(before.Run), before, only, cancellation))
        {
            Feed(sink, record);
            if (sink.IsFull) await sink.WriteOutAsync(cancellation);
        }

        var summary = await sink.CompleteAsync(cancellation);
        if (summary.Records > 0)
            await DefineAsync(run, new RunOrigin(before.Source), request, summary, begun, before.Run, cancellation);
        return summary;
    }

    /// <summary>What intake has to know for a request.</summary>
    public static IntakeOptions Options(SyncRequest request, MarketoSettings marketo) =>
        new(request.Format, request.OrderFields, request.Limits(marketo))
        {
            NeedsKey = request.Operation.SendsKeysOnly,
            Mapping = request.Map,
            RowFit = request.Mode switch { SyncMode.Bulk => RowFit.Required, SyncMode.Auto => RowFit.Counted, _ => RowFit.Ignored },
            MostRecordBytes = request.Mode == SyncMode.Auto ? marketo.PlannedBytes : long.MaxValue,
        };

    private static void Feed(RecordSink sink, RetryRecord record)
    {
        if (record.Raw is { } raw)
        {
            var reason = record.Result.Reasons is [var first, ..] ? first : new Reason("malformed-json", "The record cannot be read");
            sink.Reject((uint)record.Result.Line, reason.Code, reason.Message, Encoding.UTF8.GetBytes(raw));
        }
        else
        {
            sink.Accept((uint)record.Result.Line, record.Json.Span);
        }
    }


    private Task DefineAsync(
        string run,
        RunOrigin origin,
        SyncRequest request,
        IntakeSummary intake,
        DateTimeOffset begun,
        string? retryOf,
        CancellationToken cancellation)
    {
        var choice = ModeChoice.Of(request, intake, marketo);
        return RunDefinitionFile.WriteAsync(
            store.Open(run),
            new RunDefinition(
                run, marketo.BaseUrl.Authority, request.Target.Name, request.Operation.Action.Name(), request.Key, choice.Mode.Name(), origin.Source,
                request.Format.ToString().ToLowerInvariant(), begun, intake.Stored, intake.StoredBytes, intake.Rejected,
                request.PartitionName, request.StopOnQuota, retryOf, origin.InboxVersion, request.MemberStatus,
                request.KeyFields.SequenceEqual([request.Key]) ? null : request.KeyFields,
                request.Map, intake.Unmatched.Count > 0 ? intake.Unmatched : null, choice.Reason),
            cancellation);
    }
}
