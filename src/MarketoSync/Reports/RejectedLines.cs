using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Reports;

/// <summary>The records that intake rejected, taken in input order beside the results.</summary>
internal sealed class RejectedLines : IAsyncDisposable
{
    private readonly IAsyncEnumerator<RejectedRecord> _records;

    private RejectedLines(IAsyncEnumerator<RejectedRecord> records) => _records = records;

    /// <summary>The first record that is not taken yet, or null at the end.</summary>
    public RejectedRecord? Next { get; private set; }

    public static async Task<RejectedLines> OpenAsync(IRunFolder folder, CancellationToken cancellation)
    {
        var rejected = new RejectedLines(RejectedRecords.ReadAsync(folder, cancellation).GetAsyncEnumerator(cancellation));
        await rejected.AdvanceAsync();
        return rejected;
    }

    /// <summary>Gives the record of that number and goes on, or null where it is not among the rejected.</summary>
    public async ValueTask<RejectedRecord?> TakeAsync(long record)
    {
        if (Next?.Record != record) return null;

        var taken = Next;
        await AdvanceAsync();
        return taken;
    }

    public ValueTask DisposeAsync() => _records.DisposeAsync();

    private async ValueTask AdvanceAsync() => Next = await _records.MoveNextAsync() ? _records.Current : null;
}
