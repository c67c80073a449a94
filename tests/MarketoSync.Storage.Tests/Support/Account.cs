using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using MarketoSync.TestSupport;

namespace MarketoSync.Storage.Tests.Support;

/// <summary>A test's own names in the emulated account.</summary>
internal sealed class Account
{
    public Account(AzuriteFixture azurite)
    {
        var blobs = new BlobClientOptions { Retry = { Delay = TimeSpan.Zero, Mode = RetryMode.Fixed } };
        blobs.AddPolicy(Calls, HttpPipelinePosition.PerRetry);
        Blobs = new BlobServiceClient(azurite.ConnectionString, blobs);
        var queues = new QueueClientOptions { Retry = { Delay = TimeSpan.Zero, Mode = RetryMode.Fixed } };
        queues.AddPolicy(Calls, HttpPipelinePosition.PerRetry);
        Queues = new QueueServiceClient(azurite.ConnectionString, queues);
    }

    public Calls Calls { get; } = new();

    public BlobServiceClient Blobs { get; }

    public QueueServiceClient Queues { get; }

    /// <summary>Good for a container or a queue.</summary>
    public string Name { get; } = $"test-{Guid.NewGuid():N}";
}
