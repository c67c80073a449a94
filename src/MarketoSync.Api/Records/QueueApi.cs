using MarketoSync.Api.Access;
using MarketoSync.Api.Http;
using MarketoSync.Queueing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MarketoSync.Api.Records;

/// <summary>Tells what waits in the queue, and gives what was set aside another try.</summary>
public sealed class QueueApi(IRecordQueue queue, AccessRules access, ILogger<QueueApi> logger)
{
    private readonly Door _door = new(access, logger);

    /// <summary><c>/api/queue</c></summary>
    public Task QueueAsync(HttpContext http) => _door.ReadAsync(http, [], () => CountAsync(http));

    /// <summary><c>/api/queue/put-back</c></summary>
    public Task PutBackAsync(HttpContext http) => _door.PostAsync(http, [], () => TryAgainAsync(http));

    private async Task<IResult> CountAsync(HttpContext http)
    {
        var counts = await queue.CountAsync(http.RequestAborted);
        return new JsonAnswer<QueueStatus>(StatusCodes.Status200OK, new QueueStatus(counts.Waiting, counts.SetAside), ApiJson.Written.QueueStatus);
    }

    private async Task<IResult> TryAgainAsync(HttpContext http)
    {
        var count = await queue.PutBackAsync(http.RequestAborted);
        return new JsonAnswer<MessagesPutBack>(StatusCodes.Status200OK, new MessagesPutBack(count), ApiJson.Written.MessagesPutBack);
    }
}
