using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace MarketoSync.Storage;

/// <summary>A storage account, with the SDK's own retries.</summary>
public sealed record StorageConnection(BlobServiceClient Blobs, QueueServiceClient Queues);
