using System.Text.Json.Serialization;
using MarketoSync.Batching;
using MarketoSync.Recovery;
using MarketoSync.Runs;

namespace MarketoSync.Orchestration;

/// <summary>What a run's orchestration starts with.</summary>
/// <param name="MaxInFlight">Batches that may be on their way at a time.</param>
/// <param name="MostImports">Files that may be under way in Marketo at a time, if the records go by files.</param>
/// <param name="LooksAtUsage">Whether Marketo is asked how many of the subscription's calls are used, be the run ever so small.</param>
/// <param name="LooksIfLarge">Whether it is asked that while so many calls are ahead that a look hardly adds to them.</param>
/// <param name="Tolerance">How many records may be refused, if it matters.</param>
/// <param name="FinishesImports">
/// Whether a run that is cancelled first learns what became of the files that Marketo has: it imports them whether or not anybody asks.
/// </param>
/// <param name="HearsCancelAtOnce">
/// Whether word to cancel holds from when it comes: also against what was planned while it came, and before a stop that was about to be.
/// </param>
/// <param name="IsFromInbox">Whether its file is to be filed away when it is over.</param>
public sealed record RunInput(
    string Run,
    BatchLimits Limits,
    RecoveryPolicy Policy,
    int MaxInFlight,
    bool IsFromInbox = false,
    int MostImports = 0,
    bool LooksAtUsage = false,
    bool LooksIfLarge = false,
    Tolerance? Tolerance = null,
    bool FinishesImports = false,
    bool HearsCancelAtOnce = false)
{
    /// <summary>Whether the records go by files.</summary>
    [JsonIgnore]
    public bool IsByFiles => MostImports > 0;
}
