using MarketoSync.Runs;

namespace MarketoSync.Reports;

/// <summary>The records that intake rejected, taken in input order beside the results.</summary>
internal sealed class RejectedLines : IAsyncDisposable
{
    private readonly LineReader? _lines;

    private RejectedLines(LineReader? lines) => _lines = lines;

    /// <summary>The first record that is not taken yet, or null at the end.</summary>
    public RejectedLine? Next { get; private set; }

    public static async Task<RejectedLines> OpenAsync(IRunFolder folder, CancellationToken cancellation)
    {
        var stream = await folder.OpenAsync(RunFiles.Rejected, 0, cancellation);
        var rejected = new RejectedLines(stream is null ? null : new LineReader(stream));
        await rejected.AdvanceAsync(cancellation);
        return rejected;
    }

    /// <summary>Passes over those before the record of that number and takes it, or gives null where it is not among the rejected.</summary>
    public async ValueTask<RejectedLine?> TakeAsync(long record, CancellationToken cancellation)
    {
        while (Next?.Record < record) await AdvanceAsync(cancellation);
        if (Next?.Record != record) return null;

        var taken = Next;
        await AdvanceAsync(cancellation);
        return taken;
    }

    public ValueTask DisposeAsync() => _lines?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async ValueTask AdvanceAsync(CancellationToken cancellation) =>
        Next = _lines is not null && await _lines.ReadAsync(cancellation) is { } line ? RejectedLine.Read(line.Span) : null;
}
