using System.Text.Json.Serialization;
using MarketoSync.Batching;
using MarketoSync.Intake;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;

namespace MarketoSync.Cli.Commands;

/// <summary>What a sync would take.</summary>
/// <param name="Bytes">Of all request bodies.</param>
/// <param name="QuotaShare">Of the calls a day that are set, 1 being all.</param>
/// <param name="FloorSeconds">The least time that the rate limit allows.</param>
/// <param name="Waiting">Records that wait for an earlier one with the same key.</param>
public sealed record PlanFigures(
    long Records, long Rejected, long Calls, long Bytes, double QuotaShare, double FloorSeconds, long Waiting)
{
    /// <summary>Names that the mapping renames or drops and that the source does not have.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Unmatched { get; init; }

    public static PlanFigures Of(IntakeSummary intake, PlanOutput plan, BatchLimits limits, MarketoSettings settings)
    {
        // A window's calls may all go at its begin, so the last window costs no time.
        var windows = Math.Max(0, (plan.Batches - 1) / settings.CallsPerWindow);
        return new PlanFigures(
            intake.Records,
            intake.Rejected,
            plan.Batches,
            intake.StoredBytes + (long)plan.Batches * (limits.EnvelopeBytes - 1),
            (double)plan.Batches / settings.DailyCallLimit,
            windows * settings.Window.TotalSeconds,
            intake.Waiting)
        {
            Unmatched = intake.Unmatched.Count > 0 ? intake.Unmatched : null,
        };
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PlanFigures))]
internal sealed partial class PlanJson : JsonSerializerContext;
