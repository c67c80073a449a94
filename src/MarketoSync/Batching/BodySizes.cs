namespace MarketoSync.Batching;

/// <summary>
/// What a run has learned about the largest body that Marketo takes. The documented "1 MB" is never defined,
/// and gateways in between have limits of their own, so the answers decide.
/// </summary>
/// <param name="Ceiling">Bytes that batches are cut to.</param>
/// <param name="Configured">The limit that the ceiling never exceeds.</param>
/// <param name="Accepted">The largest body that was accepted.</param>
/// <param name="Refused">The smallest body that was refused for its size, and not contradicted since.</param>
/// <param name="Streak">Bodies accepted in a row since the ceiling last moved.</param>
/// <param name="Patience">How long a streak is needed before a larger body is tried.</param>
public sealed record BodySizes(long Ceiling, long Configured, long Accepted, long Refused, int Streak, int Patience)
{
    private const int FirstPatience = 50;
    private const long Unlimited = long.MaxValue;

    public static BodySizes Start(long configured) => new(configured, configured, 0, Unlimited, 0, FirstPatience);

    /// <summary>
    /// Whether a body is larger than any that was accepted. Such bodies go one at a time, so that a limit is learned
    /// by one refused call and not by as many as are in flight.
    /// </summary>
    public bool IsProbe(long bytes) => bytes > Accepted;

    /// <summary>
    /// Whether a body has to be split before it is sent, being as large as one that was refused, or nearly:
    /// to split in vain costs one call, to be refused costs one too and gains nothing.
    /// </summary>
    public bool IsTooLarge(long bytes) => bytes > Accepted && bytes > Hopeful();

    public BodySizes OnAccepted(long bytes)
    {
        var next = this with
        {
            Accepted = Math.Max(Accepted, bytes),
            Refused = bytes >= Refused ? Unlimited : Refused,
            Ceiling = Math.Min(Configured, Math.Max(Ceiling, bytes)),
            Streak = Streak + 1,
        };
        return next.Ceiling >= Configured || next.Streak < Patience ? next : next.Raise();
    }

    /// <summary>
    /// Halfway to what was refused: a later try that fails costs one call and one split, and is not repeated soon.
    /// Where nothing is left in between, the refusal itself is doubted: it may have been a passing fault, or the limit was lifted.
    /// </summary>
    private BodySizes Raise()
    {
        var goal = Math.Min(Hopeful(), Configured);
        var raised = this with { Streak = 0, Patience = Patience * 2 };
        return Refused < Unlimited && goal - Ceiling > goal / 16
            ? raised with { Ceiling = goal - (goal - Ceiling) / 2 }
            : raised with { Refused = Unlimited, Ceiling = Math.Min(Configured, 2 * Ceiling) };
    }

    /// <summary>
    /// After a refusal for size batches are cut to half of it, but never below a size that was accepted before:
    /// then the refusal was not about size.
    /// </summary>
    public BodySizes OnRefused(long bytes) => bytes <= Accepted
        ? this
        : this with
        {
            Refused = Math.Min(Refused, bytes),
            Ceiling = Math.Min(Ceiling, Math.Max(bytes / 2, Accepted)),
            Streak = 0,
        };

    /// <summary>The largest body that is not too near to one that was refused.</summary>
    private long Hopeful() => Refused - Refused / 16;
}
