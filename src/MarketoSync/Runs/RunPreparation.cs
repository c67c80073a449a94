using MarketoSync.Advice;
using MarketoSync.Intake;
using MarketoSync.Marketo;
using MarketoSync.Preflight;
using MarketoSync.Recovery;

namespace MarketoSync.Runs;

/// <summary>Finds out, from what Marketo tells of an object, what has to be known before its records are read.</summary>
public sealed class RunPreparation(ISchemaSource schemas)
{
    private static readonly TimeSpan s_mostAge = TimeSpan.FromDays(1);

    /// <summary>A field that was made in the meantime must not cost records. A plan and the sync after it take one call all the same.</summary>
    private static readonly TimeSpan s_mostAgeToReject = TimeSpan.FromMinutes(10);

    /// <summary>Makes a call only if the request needs one and what was read earlier is too old.</summary>
    /// <returns>One of the two.</returns>
    public Task<(Prepared? Prepared, DescriptionFault? Fault)> PrepareAsync(SyncRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return GetReadyAsync(request, OtherFields.AreRefused, cancellation);
    }

    /// <summary>
    /// The same for records that came without anybody who could name other fields instead. Marketo is only ever told that its own are meant,
    /// so they go by these.
    /// </summary>
    /// <returns>One of the two.</returns>
    public Task<(Prepared? Prepared, DescriptionFault? Fault)> PreparePostedAsync(SyncRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return GetReadyAsync(request, OtherFields.AreReplaced, cancellation);
    }

    /// <summary>The same for records that were in a run before: whatever told them apart there does so again.</summary>
    /// <returns>One of the two.</returns>
    public Task<(Prepared? Prepared, DescriptionFault? Fault)> PrepareAgainAsync(SyncRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return GetReadyAsync(request, OtherFields.AreKept, cancellation);
    }

    /// <summary>
    /// Forgets a description that does not have a field of the records as they have it. The field may be new in Marketo, or made now.
    /// </summary>
    public async Task LearnAsync(SyncRequest request, IntakeSummary summary, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(summary);
        if (summary.Findings.Any(finding => finding.Issue.Code is PreflightCodes.UnknownField or PreflightCodes.ReadOnlyField)) await schemas.ForgetAsync(request.Target, cancellation);
    }

    private async Task<(Prepared? Prepared, DescriptionFault? Fault)> GetReadyAsync(SyncRequest request, OtherFields others, CancellationToken cancellation)
    {
        var (isChecked, lacksKey) = (PreflightPlan.IsFor(request), request.KeyFields.Count == 0);
        if (!isChecked && !lacksKey) return (Prepared.Without(request), null);

        var mostAge = request.Preflight == PreflightMode.Reject ? s_mostAgeToReject : s_mostAge;
        var answer = await schemas.ReadAsync(request.Target, mostAge, cancellation);
        var isHeld = others != OtherFields.AreKept && NamesDedupeFields(request);
        if (isHeld && answer is { Schema: { } kept, Calls.Total: 0 } && Mismatch(request, kept) is not null)
        {
            // The object may have been made anew since its description was kept.
            var latest = await schemas.ReadAsync(request.Target, s_mostAgeToReject, cancellation);
            if (latest.Schema is not null) answer = latest;
        }

        if (answer.Schema is not { } schema)
        {
            var text = TextOf(request.Target, answer.Fault!);
            if (lacksKey) return (null, new DescriptionFault(text, DescriptionFault.DedupeBy, IsLasting(answer.Fault!)));
            return request.Preflight == PreflightMode.Reject
                ? (null, new DescriptionFault(text, DescriptionFault.Preflight, IsLasting(answer.Fault!)))
                : (new Prepared(request, null, answer.Calls, text), null);
        }

        if (lacksKey && schema.DedupeFields.Count == 0)
            return (null, new DescriptionFault($"Marketo's description of {request.Target.Name} does not say what tells its records apart.", DescriptionFault.DedupeBy, IsLasting: true));

        var mismatch = isHeld ? Mismatch(request, schema) : null;
        if (mismatch is not null && others == OtherFields.AreRefused)
            return (null, new DescriptionFault(mismatch, DescriptionFault.DedupeBy, IsLasting: true) { Instead = string.Join(',', schema.DedupeFields) });

        var whole = lacksKey || mismatch is not null ? request with { KeyFields = schema.DedupeFields } : request;
        return (new Prepared(whole, PreflightPlan.For(whole, schema), answer.Calls), null);
    }

    /// <summary>Whether fields were named that only the object's description could confirm.</summary>
    private static bool NamesDedupeFields(SyncRequest request) =>
        request.Target.DedupeFields.Count == 0 && request.Key == KeyChoice.Dedupe && request.KeyFields.Count > 0;

    /// <summary>A description that names no dedupe fields speaks against none.</summary>
    private static string? Mismatch(SyncRequest request, ObjectSchema schema) =>
        schema.DedupeFields.Count == 0 ? null : KeyChoice.Mismatch(request.Target, request.KeyFields, schema.DedupeFields);

    private static string TextOf(Target target, CallResult fault)
    {
        var text = $"Marketo's description of {target.Name} could not be read: {CallErrorNames.Described(fault.Code)}.";
        return ErrorRules.For(fault.Code).Meaning is { } meaning ? $"{text} {meaning}" : text;
    }

    /// <summary>Whoever is not let in at all is not let in for any object.</summary>
    private static bool IsLasting(CallResult fault) =>
        fault.Kind == OutcomeKind.Refused && fault.Code is not ("401" or "403") && ErrorRules.For(fault.Code).Remedy is Remedy.Stop or Remedy.Isolate;

    /// <summary>What becomes of fields that were named, and are others than those by which Marketo tells the objects apart.</summary>
    private enum OtherFields
    {
        AreRefused,
        AreReplaced,
        AreKept,
    }
}
