using System.Text;
using MarketoSync.Intake;
using MarketoSync.Marketo;
using MarketoSync.Preflight;
using MarketoSync.Records;
using MarketoSync.Reports;

namespace MarketoSync.Runs;

/// <summary>
/// Reads records into a run, and last of all notes what the run is: from then on it can be begun. Until then nothing of it counts.
/// </summary>
public sealed class RunIntake(IRunStore store, ISchemaSource schemas, MarketoSettings marketo, TimeProvider time)
{
    private readonly RunPreparation _preparation = new(schemas);

    /// <inheritdoc cref="RunPreparation.PrepareAsync"/>
    public Task<(Prepared? Prepared, DescriptionFault? Fault)> PrepareAsync(SyncRequest request, CancellationToken cancellation) =>
        _preparation.PrepareAsync(request, cancellation);

    /// <inheritdoc cref="RunPreparation.PreparePostedAsync"/>
    public Task<(Prepared? Prepared, DescriptionFault? Fault)> PreparePostedAsync(SyncRequest request, CancellationToken cancellation) =>
        _preparation.PreparePostedAsync(request, cancellation);

    /// <param name="source">Is left open.</param>
    /// <exception cref="IOException">The source or the store fails.</exception>
    public async Task<IntakeResult> ReadAsync(
        string run, Stream source, RunOrigin origin, SyncRequest request, CancellationToken cancellation)
    {
        var begun = time.GetUtcNow();
        var (prepared, fault) = await PrepareAsync(request, cancellation);
        if (prepared is null) return fault!;

        var intake = await RecordIntake.RunAsync(source, Options(prepared, marketo), store.Open(run), cancellation);
        return intake is IntakeSummary summary ? await DefineAsync(run, origin, prepared, summary, begun, null, cancellation) : intake;
    }

    /// <summary>Reads records that came one by one. One that cannot be read is rejected, like one in a file. Its line is its place.</summary>
    public async Task<IntakeSummary> ReadAsync(
        string run, IEnumerable<ReadOnlyMemory<byte>> records, RunOrigin origin, Prepared prepared, CancellationToken cancellation)
    {
        var begun = time.GetUtcNow();
        await using var sink = await RecordSink.CreateAsync(Options(prepared, marketo), store.Open(run), cancellation);
        uint line = 0;
        foreach (var record in records)
        {
            sink.Accept(checked(++line), record.Span);
            if (sink.IsFull) await sink.WriteOutAsync(cancellation);
        }

        return await DefineAsync(run, origin, prepared, await sink.CompleteAsync(cancellation), begun, null, cancellation);
    }

    /// <summary>Reads the records of a run that is over once more, as a run of their own.</summary>
    /// <param name="only">What they ended as.</param>
    /// <param name="request">As <see cref="SyncRequest.Of"/> gives it for <paramref name="before"/>.</param>
    /// <returns>What was read. If that is no record there is nothing to retry, and the run is not defined.</returns>
    public async Task<IntakeResult> RetryAsync(
        string run, RunDefinition before, SyncRequest request, IReadOnlySet<RecordStatus> only, CancellationToken cancellation)
    {
        var begun = time.GetUtcNow();

        // All of these were refused once, so that many of them will be again.
        var (prepared, fault) = await _preparation.PrepareAgainAsync(request with { Tolerance = null }, cancellation);
        if (prepared is null) return fault!;

        // The records were mapped when they were read in for the first time.
        var options = Options(prepared, marketo) with { Mapping = null };
        await using var sink = await RecordSink.CreateAsync(options, store.Open(run), cancellation);
        await foreach (var record in RetrySource.ReadAsync(store.Open(before.Run), before, only, cancellation))
        {
            Feed(sink, record);
            if (sink.IsFull) await sink.WriteOutAsync(cancellation);
        }

        var summary = await sink.CompleteAsync(cancellation);
        return summary.Records == 0
            ? summary
            : await DefineAsync(run, new RunOrigin(before.Source), prepared, summary, begun, before.Run, cancellation);
    }

    /// <summary>What intake has to know for a request.</summary>
    public static IntakeOptions Options(Prepared prepared, MarketoSettings marketo)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        var request = prepared.Request;
        return new(request.Format, request.OrderFields, request.Limits(marketo))
        {
            NeedsKey = request.Operation.SendsKeysOnly,
            Mapping = request.Map,
            RowFit = request.Mode switch { SyncMode.Bulk => RowFit.Required, SyncMode.Auto => RowFit.Counted, _ => RowFit.Ignored },
            MostRecordBytes = request.Mode == SyncMode.Auto ? marketo.PlannedBytes : long.MaxValue,
            WaitingBytes = request.Mode == SyncMode.Sync ? IntakeOptions.WaitingForCalls : IntakeOptions.WaitingForFiles,
            Preflight = prepared.Plan,
        };
    }

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

    private async Task<IntakeSummary> DefineAsync(
        string run,
        RunOrigin origin,
        Prepared prepared,
        IntakeSummary read,
        DateTimeOffset begun,
        string? retryOf,
        CancellationToken cancellation)
    {
        var (request, intake) = (prepared.Request, read with { Unchecked = prepared.Unchecked });
        var choice = ModeChoice.Of(request, intake, marketo);
        var findings = PreflightWarning.All(intake, request.Preflight);
        await _preparation.LearnAsync(request, intake, cancellation);
        await RunDefinitionFile.WriteAsync(
            store.Open(run),
            new RunDefinition(
                run, marketo.BaseUrl.Authority, request.Target.Name, request.Operation.Action.Name(), request.Key, choice.Mode.Name(), origin.Source,
                request.Format.ToString().ToLowerInvariant(), begun, intake.Stored, intake.StoredBytes, intake.Rejected,
                request.PartitionName, request.StopOnQuota, retryOf, origin.InboxVersion, request.MemberStatus,
                request.KeyFields.SequenceEqual([request.Key]) ? null : request.KeyFields,
                request.Map, intake.Unmatched.Count > 0 ? intake.Unmatched : null, choice.Reason, request.Options().Preflight,
                findings.Count > 0 ? findings : null, prepared.Calls.Total > 0 ? prepared.Calls : null, request.Tolerance?.Text()),
            cancellation);
        return intake;
    }
}
