using System.Globalization;
using MarketoSync.Api.Http;
using MarketoSync.Api.Problems;
using MarketoSync.Runs;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Syncs;

/// <summary>Lists runs, the newest first.</summary>
internal sealed class RunList(IRunStore store, IRunEngine engine)
{
    private const int UsualPage = 50;
    private const int MostOnPage = 200;

    public static IReadOnlyList<string> Parameters { get; } = ["limit", "before"];

    public async Task<IResult> AnswerAsync(HttpContext http)
    {
        var limit = UsualPage;
        if (QueryCheck.Text(http.Request, "limit") is { } text
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is > 0 and <= MostOnPage))
            return Problem.Invalid("limit", $"must be a whole number from 1 to {MostOnPage}.");

        var runs = await OrderedAsync(http.RequestAborted);
        if (QueryCheck.Text(http.Request, "before") is { } before)
        {
            var place = runs.IndexOf(before);
            if (place < 0) return Problem.Invalid("before", "must be the id of a run.");
            runs.RemoveRange(0, place + 1);
        }

        var links = ApiLinks.Of(http.Request);
        var page = new List<SyncStatus>();
        foreach (var run in runs)
        {
            if (await RunView.FindAsync(store, engine, run, http.RequestAborted) is not { } view) continue;
            if (page.Count == limit) return Answer(page, string.Create(CultureInfo.InvariantCulture, $"{links.Syncs}?limit={limit}&before={Uri.EscapeDataString(page[^1].Id)}"));
            page.Add(view.Status(links));
        }

        return Answer(page, null);
    }

    private static JsonAnswer<SyncPage> Answer(IReadOnlyList<SyncStatus> page, string? next) =>
        new(StatusCodes.Status200OK, new SyncPage(page, next), ApiJson.Written.SyncPage);

    /// <summary>Most ids tell their time, so that few runs have to be opened to put all in order.</summary>
    private async Task<List<string>> OrderedAsync(CancellationToken cancellation)
    {
        var runs = new List<(string Run, DateTimeOffset At)>();
        await foreach (var run in store.ListAsync(cancellation))
        {
            if (!RunId.IsValid(run)) continue;
            if ((RunId.TimeOf(run) ?? (await RunDefinitionFile.ReadAsync(store.Open(run), cancellation))?.StartedAt) is { } time) runs.Add((run, time));
        }

        return [.. runs.OrderByDescending(one => one.At).ThenByDescending(one => one.Run, StringComparer.Ordinal).Select(one => one.Run)];
    }
}
