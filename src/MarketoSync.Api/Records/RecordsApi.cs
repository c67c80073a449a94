using MarketoSync.Api.Access;
using MarketoSync.Api.Http;
using MarketoSync.Api.Problems;
using MarketoSync.Queueing;
using MarketoSync.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MarketoSync.Api.Records;

/// <summary>
/// Takes one or a few records from a webhook into the queue, and answers at once. Whoever posts has the key, or signs the body.
/// </summary>
public sealed class RecordsApi(IRecordQueue queue, AccessRules access, ILogger<RecordsApi> logger)
{
    private static readonly string[] s_post = ["POST"];
    private static readonly string[] s_parameters = ["action", "lookupField", "dedupeBy", "partitionName", "mode", "memberStatus"];
    private readonly Door _door = new(access, logger);

    /// <summary><c>/api/records/{target}</c></summary>
    public Task RecordsAsync(HttpContext http, string target) =>
        _door.EnterAsync(http, s_post, s_parameters, access.RefuseUnsigned, () => TakeAsync(http, target));

    private static Problem Refuse(PostFault fault) => fault is { Kind: PostFaultKind.Option, Option: { } option }
        ? Problem.Of(new OptionFault(option, fault.Text))
        : new Problem(ProblemKinds.InvalidInput, fault.Text);

    /// <summary>The body, or one byte more than is taken.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext http)
    {
        var body = new byte[Math.Min(http.Request.ContentLength ?? 16 * 1024, RecordPost.MostBytes) + 1];
        for (var length = 0; ;)
        {
            if (length == body.Length && length <= RecordPost.MostBytes) Array.Resize(ref body, Math.Min(2 * length, RecordPost.MostBytes + 1));
            var count = await http.Request.Body.ReadAsync(body.AsMemory(length), http.RequestAborted);
            length += count;
            if (count == 0) return body.AsMemory(0, length);
        }
    }

    private async Task<IResult> TakeAsync(HttpContext http, string target)
    {
        if (http.Request.Headers.ContentEncoding.ToString() is not ("" or "identity"))
            return new Problem(ProblemKinds.UnsupportedMediaType, "Post JSON in UTF-8, without Content-Encoding.");

        var body = await ReadAsync(http);
        if (access.RefuseBody(http.Request, body.Span) is { } refused) return refused;

        var request = http.Request;
        var options = new SyncOptions(
            target,
            QueryCheck.Text(request, "action"),
            QueryCheck.Text(request, "lookupField"),
            QueryCheck.Text(request, "dedupeBy"),
            Mode: QueryCheck.Text(request, "mode"),
            PartitionName: QueryCheck.Text(request, "partitionName"),
            MemberStatus: QueryCheck.Text(request, "memberStatus"));
        if (!RecordPost.TryRead(body, PostId.New(), options, out var envelope, out var fault)) return Refuse(fault);

        // Not cut off: a webhook that gives up waiting does not send again.
        await queue.EnqueueAsync(envelope.Content(), CancellationToken.None);
        return new JsonAnswer<RecordsQueued>(
            StatusCodes.Status202Accepted, new RecordsQueued("queued", envelope.Records.Count), ApiJson.Written.RecordsQueued);
    }
}
