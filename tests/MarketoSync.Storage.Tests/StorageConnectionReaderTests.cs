namespace MarketoSync.Storage.Tests;

public sealed class StorageConnectionReaderTests
{
    private const string Secret = "c2VjcmV0";

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10000/devstoreaccount1", "http://127.0.0.1:10001/devstoreaccount1")]
    [InlineData(
        $"DefaultEndpointsProtocol=https;AccountName=people;AccountKey={Secret};EndpointSuffix=core.windows.net",
        "https://people.blob.core.windows.net/", "https://people.queue.core.windows.net/")]
    public void A_connection_string_leads_to_its_account(string connection, string blobs, string queues)
    {
        var read = Read(out var errors, ("AzureWebJobsStorage", connection), ("AzureWebJobsStorage__accountName", "another"));
        Assert.Empty(errors);
        Assert.Equal(new Uri(blobs), read!.Blobs.Uri);
        Assert.Equal(new Uri(queues), read.Queues.Uri);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("managedidentity", null)]
    [InlineData("ManagedIdentity", "11111111-2222-3333-4444-555555555555")]
    [InlineData(null, "11111111-2222-3333-4444-555555555555")]
    public void An_account_is_reached_by_identity(string? credential, string? clientId)
    {
        var read = Read(
            out var errors,
            ("AzureWebJobsStorage__accountName", "people"),
            ("AzureWebJobsStorage__credential", credential),
            ("AzureWebJobsStorage__clientId", clientId));
        Assert.Empty(errors);
        Assert.Equal(new Uri("https://people.blob.core.windows.net"), read!.Blobs.Uri);
        Assert.Equal(new Uri("https://people.queue.core.windows.net"), read.Queues.Uri);
        Assert.False(read.Blobs.CanGenerateAccountSasUri);
    }

    [Fact]
    public void Services_elsewhere_are_reached_at_their_own_addresses()
    {
        var read = Read(
            out var errors,
            ("AzureWebJobsStorage__blobServiceUri", "https://people.blob.core.usgovcloudapi.net"),
            ("AzureWebJobsStorage__queueServiceUri", "https://people.queue.core.usgovcloudapi.net"));
        Assert.Empty(errors);
        Assert.Equal("people.blob.core.usgovcloudapi.net", read!.Blobs.Uri.Host);
        Assert.Equal("people.queue.core.usgovcloudapi.net", read.Queues.Uri.Host);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage")]
    [InlineData("AzureWebJobsStorage", "AzureWebJobsStorage", " ")]
    [InlineData("AzureWebJobsStorage", "AzureWebJobsStorage__credential", "managedidentity")]
    [InlineData("AzureWebJobsStorage", "AzureWebJobsStorage", $"AccountKey={Secret}")]
    [InlineData("AzureWebJobsStorage", "AzureWebJobsStorage", Secret)]
    [InlineData("AzureWebJobsStorage", "AzureWebJobsStorage", $"BlobEndpoint=https://people.blob.core.windows.net;SharedAccessSignature={Secret}")]
    [InlineData("AzureWebJobsStorage__accountName", "AzureWebJobsStorage__accountName", "People!")]
    [InlineData("AzureWebJobsStorage__queueServiceUri", "AzureWebJobsStorage__blobServiceUri", "https://people.blob.core.windows.net")]
    [InlineData("AzureWebJobsStorage__blobServiceUri", "AzureWebJobsStorage__queueServiceUri", "https://people.queue.core.windows.net")]
    [InlineData(
        "AzureWebJobsStorage__blobServiceUri", "AzureWebJobsStorage__blobServiceUri", "http://people.blob.core.windows.net",
        "AzureWebJobsStorage__accountName", "people")]
    [InlineData("AzureWebJobsStorage__credential", "AzureWebJobsStorage__accountName", "people", "AzureWebJobsStorage__credential", "password")]
    public void What_is_wrong_is_told_by_the_name_of_its_key(string key, params string[] settings)
    {
        Assert.Null(Read(out var errors, [.. settings.Chunk(2).Select(setting => (setting[0], (string?)setting[1]))]));
        var error = Assert.Single(errors);
        Assert.StartsWith(key + " ", error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error, StringComparison.Ordinal);
    }

    private static StorageConnection? Read(out IReadOnlyList<string> errors, params (string Key, string? Value)[] settings) =>
        StorageConnectionReader.TryRead(settings.ToDictionary(setting => setting.Key, setting => setting.Value).GetValueOrDefault, out errors);
}
