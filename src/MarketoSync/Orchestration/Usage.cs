using System.Text.Json.Serialization;

namespace MarketoSync.Orchestration;

/// <summary>What a run knows of the subscription's usage.</summary>
/// <param name="Looks">Looks so far.</param>
/// <param name="At">When the last one was taken.</param>
/// <param name="Used">Calls of that day then, whoever made them; null if that is not known.</param>
/// <param name="Quota">Calls that the subscription has a day.</param>
/// <param name="Reserve">Those of them that are to be left to others.</param>
/// <param name="OwnCalls">Calls that the run had made by then.</param>
/// <param name="IsOld">Whether it is to be looked again before the next call.</param>
/// <param name="Notice">What whoever runs it had better know.</param>
public sealed record Usage(
    int Looks, DateTimeOffset At, long? Used, long Quota, long Reserve, long OwnCalls, bool IsOld = false, string? Notice = null)
{
    /// <summary>Calls that the run might still make then; without a reserve Marketo itself says when there are none.</summary>
    [JsonIgnore]
    public long Left => Reserve == 0 ? long.MaxValue : Unused ?? long.MaxValue;

    /// <summary>Calls that were left then by what the settings say, null if that is not known.</summary>
    [JsonIgnore]
    public long? Unused => Quota - Reserve - Used;

    /// <summary>What was said of an earlier day, or of other settings, holds no more.</summary>
    public Usage WithoutNotice() => this with { Notice = null };
}
