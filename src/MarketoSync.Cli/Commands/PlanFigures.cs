using System.Text.Json.Serialization;
using MarketoSync.Intake;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Commands;

/// <summary>What a sync would take.</summary>
/// <param name="Bytes">Of all request bodies.</param>
/// <param name="QuotaShare">Of the calls a day that are set for runs (<c>Marketo__DailyCallLimit</c>), 1 being all.</param>
/// <param name="FloorSeconds">The least time that the rate limit allows.</param>
/// <param name="Waiting">Records that wait for an earlier one with the same key.</param>
public sealed record PlanFigures(
    long Records, long Rejected, long Calls, long Bytes, double QuotaShare, double FloorSeconds, long Waiting, string Mode)
{
    /// <summary>Files to be imported, if it goes by files; then the calls are an estimate.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Files { get; init; }

    /// <summary>Why it goes by calls with records or by files, where that was left to us.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ModeReason { get; init; }

    /// <summary>Names that the mapping renames or drops and that the source does not have.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Unmatched { get; init; }

    /// <summary>What Marketo's own description says against records.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PlanFinding>? Findings { get; init; }

    /// <summary>Why that is not known although it was wanted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Unchecked { get; init; }

    /// <summary>What is left of the subscription's calls of today, if Marketo was asked and told it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PlanQuota? Quota { get; init; }

    /// <summary>Why that is not known although Marketo was asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? QuotaUnknown { get; init; }

    public static PlanFigures Of(IntakeSummary intake, PlanOutput plan, ModeChoice choice, MarketoSettings settings)
    {
        var isBulk = choice.Mode == SyncMode.Bulk;
        var calls = isBulk ? (long)plan.Batches * ModeChoice.CallsOfFile : plan.Batches;

        // A window's calls may all go at its begin, so the last window costs no time.
        var windows = Math.Max(0, (calls - 1) / settings.CallsPerWindow);
        return new PlanFigures(
            intake.Records,
            intake.Rejected,
            calls,
            plan.Bytes,
            (double)calls / settings.DailyCallLimit,
            windows * settings.Window.TotalSeconds,
            intake.Waiting,
            choice.Mode.Name())
        {
            Files = isBulk ? plan.Batches : 0,
            ModeReason = choice.Reason,
            Findings = intake.Findings.Count > 0 ? [.. intake.Findings.Select(PlanFinding.Of)] : null,
            Unchecked = intake.Unchecked,
            Unmatched = intake.Unmatched.Count > 0 ? intake.Unmatched : null,
        };
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PlanFigures))]
internal sealed partial class PlanJson : JsonSerializerContext;
