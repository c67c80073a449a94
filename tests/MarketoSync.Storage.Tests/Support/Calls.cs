using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace MarketoSync.Storage.Tests.Support;

/// <summary>Sees each request that is sent, the SDK's own repetitions included.</summary>
internal sealed class Calls : HttpPipelinePolicy
{
    private readonly ConcurrentQueue<SentCall> _sent = new();

    /// <summary>Told of each answer, which it can replace by throwing.</summary>
    public Action<HttpMessage> Answered { get; set; } = _ => { };

    public IReadOnlyList<SentCall> Sent => [.. _sent];

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        _sent.Enqueue(SentCall.Of(message.Request));
        ProcessNext(message, pipeline);
        Answered(message);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        _sent.Enqueue(SentCall.Of(message.Request));
        await ProcessNextAsync(message, pipeline);
        Answered(message);
    }

    /// <summary>Loses the first answer that <paramref name="which"/> is true of.</summary>
    public void LoseAnswer(Func<HttpMessage, bool> which)
    {
        var isLost = 0;
        Answered = message =>
        {
            if (which(message) && Interlocked.Exchange(ref isLost, 1) == 0) throw new IOException("The answer is lost.");
        };
    }
}
