namespace MarketoSync.Simulator;

/// <summary>The bulk imports of the subscription, for a test to look at and to disturb. Safe to use while calls are running.</summary>
public sealed class ImportJobs
{
    private readonly ImportQueue queue;

    internal ImportJobs(ImportQueue queue) => this.queue = queue;

    /// <summary>Every job that a call uploaded, in that order; a copy.</summary>
    public IReadOnlyList<ImportSnapshot> All => queue.All;

    public ImportTotals Totals => queue.Totals;

    /// <summary>
    /// Queues jobs of other users of the subscription, or of its own user interface, as many as there is room for. They write nothing.
    /// </summary>
    /// <param name="time">How long each imports once it is its turn.</param>
    /// <param name="kind">Whose queue, where each kind has its own.</param>
    /// <returns>How many there was room for.</returns>
    public int Occupy(int jobs, TimeSpan time, ImportKind kind = ImportKind.Leads) => queue.Occupy(jobs, time, kind);

    /// <summary>Lets the next job uploaded end <see cref="ImportStatus.Failed"/>.</summary>
    /// <param name="afterRows">Rows that it does before that.</param>
    /// <param name="message">What its status then says.</param>
    public void FailNext(int afterRows = 0, string message = "Import failed") => queue.FailNext(new ImportFailure(afterRows, message));
}
