using System.Text.Json;
using MarketoSync.Api.Problems;
using MarketoSync.Configuration;
using MarketoSync.Inbox;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Syncs;

/// <summary>Begins the run of a file that lies in the inbox.</summary>
internal sealed class SourceSync(InboxSweep inbox, SyncSettings settings, KeyedRequests keys)
{
    private const string Shape = "A request for a file of the inbox is {\"source\":\"inbox/people.csv\"}, with the options of the run beside source.";

    public async Task<IResult> BeginAsync(HttpContext http, ReadOnlyMemory<byte> body)
    {
        if (http.Request.Query.Keys.FirstOrDefault(SyncOptionsQuery.Names.Contains) is { } name)
            return Problem.Invalid(name, "must stand in the body, beside source.");
        var (key, problem) = KeyedRequests.KeyOf(http.Request);
        if (problem is not null) return problem;
        if (Read(body) is not { } asked) return new Problem(ProblemKinds.InvalidInput, Shape);
        var prefix = settings.Inbox + "/";
        if (!asked.Source.StartsWith(prefix, StringComparison.Ordinal)) return Problem.Invalid("source", $"must begin with {prefix}.");

        var options = "source " + JsonSerializer.Serialize(asked, ApiJson.Default.SourceRequest);
        if (key is not null && await keys.FindAsync(key, http.RequestAborted) is { } first)
            return first.Options == options ? SyncAccepted.Answer(http.Request, first.Run) : KeyedRequests.Reused();

        // Not cut off: what was begun of a file goes on in any case, so that whoever asks had better learn of it.
        var begin = await inbox.BeginAsync(asked.Source[prefix.Length..], asked.Options(), CancellationToken.None);
        return begin is InboxBegin.Begun begun ? await AcceptAsync(http, key, begun.Run, options) : Refuse(begin);
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
        InboxBegin.Busy { Run: { } run } => new Problem(ProblemKinds.InboxBusy, $"Another file, or this one with other options, is being synced in run {run}. Ask again when that is over."),
        InboxBegin.Busy => new Problem(ProblemKinds.InboxBusy, "The inbox is being looked through. Ask again in a moment."),
        _ => new Problem(ProblemKinds.UnknownSource, "The inbox holds no file of that name."),
    };

    private async Task<IResult> AcceptAsync(HttpContext http, string? key, string run, string options)
    {
        if (key is not null) await keys.TakeAsync(key, new KeyedRequest(run, options, ""), CancellationToken.None);
        return SyncAccepted.Answer(http.Request, run);
    }
}
