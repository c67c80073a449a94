using MarketoSync.Importing;
using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Runs;
using MarketoSync.Telemetry;

namespace MarketoSync.Sending;

/// <summary>What all steps of a run share.</summary>
public sealed record RunScope(IRunFolder Folder, SyncRequest Request)
{
    public Target Target => Request.Target;

    public Operation Operation => Request.Operation;

    /// <summary>The fields whose values are a record's key.</summary>
    public IReadOnlyList<string> KeyFields => Request.KeyFields;

    public RequestEnvelope Envelope { get; } = Request.Envelope();

    /// <summary>How files are taken, if the run goes by files.</summary>
    public BulkImport? Import => Request.Import;

    /// <summary>How long Marketo works on a call that sends, at most.</summary>
    public TimeSpan SendTimeout => Import?.UploadTimeout ?? Operation.ServerTimeout;

    public SyncTelemetry Telemetry { get; init; } = SyncTelemetry.Shared;

    public SyncAction Action => Operation.Action;

    /// <exception cref="InvalidDataException">The run's definition names what this version does not know.</exception>
    public static RunScope Of(IRunFolder folder, RunDefinition run)
    {
        var request = SyncRequest.Of(run) ?? throw new InvalidDataException($"Run {run.Run} is for {run.Target} by {run.Action}, which is not known.");
        return new RunScope(folder, request);
    }

    /// <summary>A file with no rows yet.</summary>
    public ImportRows NewRows() => new(Import is { TakesRowNumbers: true });

    /// <summary>The file of these records.</summary>
    public ImportRows RowsOf(StoredRecords records)
    {
        var rows = NewRows();
        for (var place = 0; place < records.Count; place++) rows.TryAdd(records.Entry(place).Record, records.Record(place).Span, long.MaxValue);
        return rows;
    }

    public string? KeyOf(ReadOnlyMemory<byte> record) => KeyReader.Read(record.Span, KeyFields);
}
