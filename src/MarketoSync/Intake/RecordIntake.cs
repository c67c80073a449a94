using MarketoSync.Runs;

namespace MarketoSync.Intake;

/// <summary>Turns a source into stored records that are ready to be cut into batches, in one pass with flat memory.</summary>
public static class RecordIntake
{
    // A line of a rejects file may have this much more than a record that fits: what is dropped from it.
    private const int AnnotationBytes = 256 * 1024;

    // And a record of which the mapping leaves out a part, this much more.
    private const int DroppedBytes = 16 * 1024 * 1024;

    /// <summary>
    /// Writes <see cref="RunFiles.Records"/>, <see cref="RunFiles.Index"/> and <see cref="RunFiles.Rejected"/>. The
    /// caller says with <see cref="RunFiles.Run"/> that they are complete: after an <see cref="InputError"/> or an
    /// exception they are not. The source is left open.
    /// </summary>
    public static async Task<IntakeResult> RunAsync(
        Stream source, IntakeOptions options, IRunFolder folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        await using var sink = await RecordSink.CreateAsync(options, folder, cancellation);
        var most = RecordSink.MostBytes(options);
        var tooLarge = RecordFaults.TooLarge(most);
        var more = options.Mapping is { } mapping && mapping.Drops.Count + mapping.Constants.Count > 0 ? DroppedBytes : AnnotationBytes;
        var longest = (int)Math.Min(most + more, 512 * 1024 * 1024);
        var error = options.Format switch
        {
            SourceFormat.Ndjson => await new NdjsonReader(source, sink, tooLarge, longest).ReadAsync(cancellation),
            SourceFormat.Json => await new JsonArrayReader(source, sink, tooLarge, longest).ReadAsync(cancellation),
            _ => await new CsvSource(source, sink, longest).ReadAsync(cancellation),
        };
        return error is null ? await sink.CompleteAsync(cancellation) : error;
    }
}
