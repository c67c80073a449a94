using System.Globalization;
using MarketoSync.Intake;
using MarketoSync.Marketo;

namespace MarketoSync.Runs;

/// <summary>Whether a run goes by calls with records or by files.</summary>
/// <param name="Reason">Why, in a sentence, where that was left to us.</param>
public sealed record ModeChoice(SyncMode Mode, string? Reason = null)
{
    /// <summary>What a file costs: its upload, about four questions how far it is, and its failures and warnings.</summary>
    public const int CallsOfFile = 7;

    /// <summary>Why the request cannot go by files, or null.</summary>
    public static string? Obstacle(Target target, Operation operation, string? key)
    {
        if (target.Import is not { } import) return $"{target.Name} cannot be imported from files.";
        if (operation.Action == SyncAction.CreateOrUpdate) return null;

        // With the id as its key an import updates only (bulk-lead-import.md).
        return operation.Action == SyncAction.UpdateOnly && import.KeyParameter is not null && key == target.IdField
            ? null
            : $"Files are always imported by createOrUpdate, and not by {operation.Action.Name()}.";
    }

    /// <summary>Whether the request goes by files, or may turn out to.</summary>
    public static bool MayBeBulk(SyncRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Mode == SyncMode.Bulk || (request.Mode == SyncMode.Auto && Obstacle(request) is null);
    }

    public static ModeChoice Of(SyncRequest request, IntakeSummary intake, MarketoSettings settings)
    {
        if (request.Mode != SyncMode.Auto) return new(request.Mode);
        if (Obstacle(request) is { } obstacle) return Sync(obstacle);
        if (intake.Misfits > 0)
            return Sync(string.Create(CultureInfo.InvariantCulture, $"A row of a file cannot hold null, empty text or several values, as {intake.Misfits} records have."));

        var limits = (request with { Mode = SyncMode.Sync }).Limits(settings);
        var calls = Math.Max(Parts(intake.Stored, limits.MaxRecords), Parts(intake.StoredBytes, limits.MaxBytes));
        var files = Parts(intake.StoredBytes, settings.PlannedImportBytes) * CallsOfFile;
        var costs = string.Create(CultureInfo.InvariantCulture, $"Files cost about {files} calls, calls with records {calls}.");
        return files < calls ? new(SyncMode.Bulk, "Mode bulk was chosen. " + costs) : Sync(costs);
    }

    /// <summary>Why a request that leaves it to us cannot go by files, or null.</summary>
    private static string? Obstacle(SyncRequest request) =>
        Obstacle(request.Target, request.Operation, request.Key) is { } obstacle ? obstacle
        : request.Target.Import!.KeyFields is { } fields
            ? $"In files {request.Target.Name} are told apart by {string.Join(" and ", fields)}, and in calls by {string.Join(" and ", request.KeyFields)}."
        : null;

    private static ModeChoice Sync(string reason) => new(SyncMode.Sync, "Mode sync was chosen. " + reason);

    private static long Parts(long whole, long part) => (whole + part - 1) / part;
}
