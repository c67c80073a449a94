using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace MarketoSync.Storage;

/// <summary>
/// Reads a <see cref="StorageConnection"/> from the keys that Azure Functions has for it: <c>AzureWebJobsStorage</c> with a connection string,
/// or, to come in by identity, <c>AzureWebJobsStorage__accountName</c>, or <c>__blobServiceUri</c> and <c>__queueServiceUri</c>. With
/// <c>__credential=managedidentity</c>, or a <c>__clientId</c>, that is a managed identity, and else whatever the machine is signed in with.
/// What is wrong is told by the key's name.
/// </summary>
public sealed class StorageConnectionReader
{
    private const string Connection = "AzureWebJobsStorage";
    private const string Account = $"{Connection}__accountName";
    private const string BlobService = $"{Connection}__blobServiceUri";
    private const string QueueService = $"{Connection}__queueServiceUri";
    private const string ClientId = $"{Connection}__clientId";
    private const string Credential = $"{Connection}__credential";

    private readonly Func<string, string?> _read;
    private readonly List<string> _errors = [];

    private StorageConnectionReader(Func<string, string?> read) => _read = read;

    /// <param name="read">Gives a key's value, or null. Keys are named as in the environment: <c>AzureWebJobsStorage__accountName</c>.</param>
    /// <param name="errors">What is wrong, a sentence for each key; empty if there is a connection.</param>
    public static StorageConnection? TryRead(Func<string, string?> read, out IReadOnlyList<string> errors)
    {
        var reader = new StorageConnectionReader(read);
        errors = reader._errors;
        if (reader.Text(Connection) is { } text) return reader.ByKey(text);
        if (reader.IsSet(Account, BlobService, QueueService)) return reader.ByIdentity();

        reader._errors.Add($"{Connection} is not set. It is the connection string of a storage account; to come in by identity set {Account} instead.");
        return null;
    }

    private StorageConnection? ByKey(string text)
    {
        try
        {
            var (blobs, queues) = (new BlobServiceClient(text), new QueueServiceClient(text));
            // The SDK takes a string that leaves one of them out.
            if (blobs.Uri is not null && queues.Uri is not null) return new(blobs, queues);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException)
        {
            // What the SDK says could hold a part of the account's key.
        }

        _errors.Add($"{Connection} is not the connection string of a storage account with blobs and queues.");
        return null;
    }

    private StorageConnection? ByIdentity()
    {
        var account = AccountName();
        var (blobs, queues, identity) = (Service(BlobService, account, "blob"), Service(QueueService, account, "queue"), Identity());
        return _errors.Count > 0 ? null : new(new BlobServiceClient(blobs, identity), new QueueServiceClient(queues, identity));
    }

    private string? AccountName()
    {
        var name = Text(Account);
        if (name is null || (name.Length is >= 3 and <= 24 && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))))
            return name;

        _errors.Add($"{Account} must be the name of a storage account: 3 to 24 small letters and digits.");
        return null;
    }

    private Uri? Service(string key, string? account, string service)
    {
        if (Text(key) is { } text)
        {
            if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps) return uri;

            _errors.Add($"{key} must be a URL that begins with https, like https://ACCOUNT.{service}.core.windows.net.");
        }
        else if (account is not null)
        {
            return new Uri($"https://{account}.{service}.core.windows.net");
        }
        else if (!IsSet(Account))
        {
            _errors.Add($"{key} is not set. Set it, or {Account}.");
        }

        return null;
    }

    private TokenCredential Identity()
    {
        var kind = Text(Credential);
        if (kind is not null && !kind.Equals("managedidentity", StringComparison.OrdinalIgnoreCase))
            _errors.Add($"{Credential} must be managedidentity, or not be set.");

        return (kind, Text(ClientId)) switch
        {
            (null, null) => new DefaultAzureCredential(),
            (_, null) => new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned),
            (_, { } client) => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(client)),
        };
    }

    private bool IsSet(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (Text(key) is not null) return true;
        }

        return false;
    }

    private string? Text(string key) => _read(key)?.Trim() is { Length: > 0 } text ? text : null;
}
