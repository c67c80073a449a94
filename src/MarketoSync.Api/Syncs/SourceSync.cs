using System.Text.Json;
using MarketoSync.Api.Problems;
using MarketoSync.Configuration;
using MarketoSync.Inbox;
using MarketoSync.Runs;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Syncs;

/// <summary>Begins the run of a file that lies in the inbox.</summary>
internal sealed class SourceSync(IRunStore store, InboxSweep inbox, SyncSettings settings, KeyedRequests keys)
{
    private static readonly string s_shape =
        "A request for a file of the inbox is {\"source\":\"inbox/people.csv\"}, with the options of the run beside source, as texts. "
        + $"Known: {string.Join(", ", [.. SyncOptionsQuery.Names, "format"])}.";

    public async Task<IResult> BeginAsync(HttpContext http, ReadOnlyMemory<byte> body)
    {
        if (http.Request.Query.Keys.FirstOrDefault(SyncOptionsQuery.Names.Contains) is { } parameter)
            return Problem.Invalid(parameter, "must stand in the body, beside source.");
        var (key, problem) = KeyedRequests.KeyOf(http.Request);
        if (problem is not null) return problem;
        if (Read(body) is not { } asked) return new Problem(ProblemKinds.InvalidInput, s_shape);
        var prefix = settings.Inbox + "/";
        if (!asked.Source.StartsWith(prefix, StringComparison.Ordinal)) return Problem.Invalid("source", $"must begin with {prefix}.");

        var options = "source " + JsonSerializer.Serialize(asked, ApiJson.Default.SourceRequest);
        var name = asked.Source[prefix.Length..];
        return key is null ? await BeginAsync(http, name, asked) : await BeginAsync(http, name, asked, key, options);
    }

    private static SourceRequest? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            var text = body.Span.StartsWith("\uFEFF"u8) ? body.Span[3..] : body.Span;
            return JsonSerializer.Deserialize(text, ApiJson.Default.SourceRequest) is { Source: not null } asked ? asked : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Problem Refuse(InboxBegin begin) => begin switch
    {
        InboxBegin.OptionRefused refused => Problem.Of(refused.Fault),
        InboxBegin.InputRefused refused =>
            new Problem(ProblemKinds.InvalidInput, $"Line {refused.Error.Line}: {refused.Error.Text} Nothing was sent.") { Line = refused.Error.Line },
        InboxBegin.NotDescribed refused => Problem.Of(refused.Fault),
        InboxBegin.Busy { Run: { } run } => new Problem(ProblemKinds.InboxBusy, $"Another file, or this one with other options, is being synced in run {run}. Ask again when that is over."),
        InboxBegin.Busy => new Problem(ProblemKinds.InboxBusy, "The inbox is being looked through. Ask again in a moment."),
        _ => new Problem(ProblemKinds.UnknownSource, "The inbox holds no file of that name."),
    };

    /// <summary>
    /// The key is taken for this version of the file before anything is begun, so that of all requests with the key only those that ask for
    /// the same begin it, and one that is repeated finds the run of that version however far the first came.
    /// </summary>
    private async Task<IResult> BeginAsync(HttpContext http, string name, SourceRequest asked, string key, string options)
    {
        var first = await keys.FindAsync(key, http.RequestAborted);
        if (first is not null && first.Options != options) return KeyedRequests.Reused();
        if (!SyncRequest.TryRead(asked.Options(), name, out var request, out var fault)) return Problem.Of(fault);

        var file = await inbox.FindAsync(name, http.RequestAborted);
        if (first is null)
        {
            if (file is null) return Refuse(new InboxBegin.NotFound());
            first = await keys.TakeAsync(key, new KeyedRequest("", options, "", file), CancellationToken.None);
            if (first.Options != options) return KeyedRequests.Reused();
        }

        if (first.File is not { } taken) return await AnswerAsync(first.Run);
        if (await inbox.FindPastAsync(taken, request, http.RequestAborted) is { } past) return await AnswerAsync(past);

        // Another version is another request: it may be begun under a key of its own.
        if (file is not null && file.Version != taken.Version) return KeyedRequests.Reused();
        return await BeginAsync(http, name, asked, () => inbox.FindPastAsync(taken, request, CancellationToken.None));

        Task<IResult> AnswerAsync(string run) => SyncAccepted.AnswerAsync(http.Request, store, run);
    }

    /// <param name="findPast">Finds a run that was found to be over, and its file filed away, only when it was to be begun.</param>
    private async Task<IResult> BeginAsync(HttpContext http, string name, SourceRequest asked, Func<Task<string?>>? findPast = null)
    {
        // Not cut off: what was begun of a file goes on in any case, so that whoever asks had better learn of it.
        var begin = await inbox.BeginAsync(name, asked.Options(), CancellationToken.None);
        if (begin is InboxBegin.Begun begun) return await AnswerAsync(begun.Run);
        return begin is InboxBegin.NotFound && findPast is not null && await findPast() is { } past
            ? await AnswerAsync(past)
            : Refuse(begin);

        Task<IResult> AnswerAsync(string run) => SyncAccepted.AnswerAsync(http.Request, store, run);
    }
}
