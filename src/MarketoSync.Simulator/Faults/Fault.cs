namespace MarketoSync.Simulator;

/// <summary>One thing that can go wrong with a call. <see cref="FaultCatalogue"/> has them all by name.</summary>
public sealed record Fault
{
    public required string Name { get; init; }

    public required FaultEffect Effect { get; init; }

    /// <summary>
    /// Whether a write is carried out all the same. A slow call is carried out either way: before the wait if true, after it if not.
    /// </summary>
    public bool Applies { get; init; }

    /// <summary>The code and message of <see cref="FaultEffect.ErrorCode"/>.</summary>
    public string Code { get; init; } = "";

    public string Message { get; init; } = "";

    /// <summary>The status of the HTTP effects.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Whether the call is turned away at the door: not carried out, and counted neither in rate nor in quota.</summary>
    public bool TurnsAway { get; init; }

    /// <summary>Whether only calls that write meet it.</summary>
    public bool WritesOnly { get; init; }

    /// <summary>Weight in a random plan that sets none: 0 for what no retry cures or what would stop a run until midnight.</summary>
    public double UsualWeight { get; init; } = 1;
}
