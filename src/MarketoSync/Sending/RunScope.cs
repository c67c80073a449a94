using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Runs;
using MarketoSync.Telemetry;

namespace MarketoSync.Sending;

/// <summary>What all steps of a run share.</summary>
/// <param name="KeyField">The field whose value is a record's key.</param>
public sealed record RunScope(IRunFolder Folder, Target Target, SyncAction Action, string? KeyField, RequestEnvelope Envelope)
{
    public SyncTelemetry Telemetry { get; init; } = SyncTelemetry.Shared;

    /// <exception cref="InvalidDataException">The run's definition names what this version does not know.</exception>
    public static RunScope Of(IRunFolder folder, RunDefinition run)
    {
        if (Target.Find(run.Target) is not { } target) throw new InvalidDataException($"Run {run.Run} is for {run.Target}, which is no known target.");
        if (!SyncActions.TryParse(run.Action, out var action)) throw new InvalidDataException($"Run {run.Run} asks for {run.Action}, which is no known action.");

        return new RunScope(folder, target, action, run.LookupField, new RequestEnvelope(target, action, run.LookupField, run.PartitionName));
    }

    public string? KeyOf(ReadOnlyMemory<byte> record) => KeyReader.Read(record.Span, KeyField);
}
