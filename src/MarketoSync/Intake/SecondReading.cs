using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Intake;

/// <summary>
/// Reads the records of an intake once more, when it is known what else they are to be rejected for. They come from what the intake wrote,
/// for a source can be read only once, and what is written takes its place.
/// </summary>
internal static class SecondReading
{
    /// <param name="first">What the intake found.</param>
    /// <param name="options">For records that are mapped already.</param>
    public static async Task<IntakeSummary> RunAsync(IRunFolder folder, IntakeSummary first, IntakeOptions options, CancellationToken cancellation)
    {
        await using var sink = await RecordSink.CreateAsync(options, folder, cancellation);
        await ReadAsync(folder, first, sink, cancellation);
        return await sink.CompleteAsync(cancellation);
    }

    private static async Task ReadAsync(IRunFolder folder, IntakeSummary first, RecordSink sink, CancellationToken cancellation)
    {
        var stored = await StoredByNumber.OpenAsync(folder, first.Stored, first.Records, cancellation);
        await using var rejected = await RejectedLines.OpenAsync(folder, cancellation);
        for (long record = 0; record < first.Records; record++)
        {
            if (await rejected.TakeAsync(record) is { } before)
            {
                sink.Reject(before.Line, new RecordFault(before.Code, before.Message, Raw: before.Raw, Json: before.Json, More: before.More), default);
            }
            else
            {
                var (line, json) = await stored.ReadAsync(record, cancellation);
                sink.Accept(line, json.Span);
            }

            if (sink.IsFull) await sink.WriteOutAsync(cancellation);
        }
    }
}
