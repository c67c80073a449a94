using MarketoSync.Intake;
using MarketoSync.Marketo;
using MarketoSync.Preflight;

namespace MarketoSync.Runs;

/// <summary>What was read in, once it is known whether it goes by calls with records or by files.</summary>
/// <param name="Intake">With what is found of the records in that mode.</param>
public sealed record SettledIntake(ModeChoice Choice, IntakeSummary Intake)
{
    /// <summary>
    /// Chooses how the records go. Where that was left to us, and it is by calls, records that only calls refuse are rejected as was wanted:
    /// the intake could not know.
    /// </summary>
    /// <param name="folder">What the intake wrote. Some of it is written anew if need be.</param>
    /// <param name="options">By which it was read.</param>
    public static async Task<SettledIntake> OfAsync(
        IRunFolder folder, SyncRequest request, IntakeOptions options, IntakeSummary read, MarketoSettings marketo, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(read);
        var choice = ModeChoice.Of(request, read, marketo);
        if (choice.Mode != SyncMode.Sync || options.Preflight is not { MayGoByFiles: true } plan) return new(choice, read);

        var intake = read with { Findings = PreflightFinding.ByCalls(read.Findings) };
        if (plan.Mode != PreflightMode.Reject || !read.Findings.Any(finding => finding.Issue.ByCalls is not null)) return new(choice, intake);

        var again = await SecondReading.RunAsync(
            folder, read, options with { Mapping = null, Preflight = plan with { MayGoByFiles = false } }, cancellation);
        return new(choice, intake with
        {
            Stored = again.Stored, StoredBytes = again.StoredBytes, Rejected = again.Rejected, Waiting = again.Waiting, Batches = again.Batches,
        });
    }
}
