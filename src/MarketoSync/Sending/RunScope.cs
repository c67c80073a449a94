using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Runs;
using MarketoSync.Telemetry;

namespace MarketoSync.Sending;

/// <summary>What all steps of a run share.</summary>
/// <param name="KeyFields">The fields whose values are a record's key.</param>
public sealed record RunScope(
    IRunFolder Folder, Target Target, Operation Operation, IReadOnlyList<string> KeyFields, RequestEnvelope Envelope)
{
    public SyncTelemetry Telemetry { get; init; } = SyncTelemetry.Shared;

    public SyncAction Action => Operation.Action;

    /// <exception cref="InvalidDataException">The run's definition names what this version does not know.</exception>
    public static RunScope Of(IRunFolder folder, RunDefinition run)
    {
        var request = SyncRequest.Of(run) ?? throw new InvalidDataException($"Run {run.Run} is for {run.Target} by {run.Action}, which is not known.");
        return new RunScope(folder, request.Target, request.Operation, request.KeyFields, request.Envelope());
    }

    public string? KeyOf(ReadOnlyMemory<byte> record) => KeyReader.Read(record.Span, KeyFields);
}
