using MarketoSync.Api.Http;
using MarketoSync.Intake;
using MarketoSync.Runs;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Syncs;

/// <summary>A sync's options as parameters.</summary>
internal static class SyncOptionsQuery
{
    public static IReadOnlyList<string> Names { get; } =
        ["target", "action", "lookupField", "dedupeBy", "partitionName", "onQuota", "mode", "memberStatus", "map", "preflight", "maxRefused"];

    /// <param name="format">How the body's records are written: its type says so.</param>
    public static SyncOptions Read(HttpRequest request, SourceFormat format) => new(
        QueryCheck.Text(request, "target"),
        QueryCheck.Text(request, "action"),
        QueryCheck.Text(request, "lookupField"),
        QueryCheck.Text(request, "dedupeBy"),
        format.ToString().ToLowerInvariant(),
        QueryCheck.Text(request, "mode"),
        QueryCheck.Text(request, "partitionName"),
        QueryCheck.Text(request, "onQuota"),
        QueryCheck.Text(request, "memberStatus"),
        QueryCheck.Text(request, "map"),
        QueryCheck.Text(request, "preflight"),
        QueryCheck.Text(request, "maxRefused"));
}
