namespace MarketoSync.Marketo;

/// <summary>A request to the REST API.</summary>
/// <param name="Path">Below the base URL.</param>
/// <param name="Body">Null for a GET or a DELETE.</param>
/// <param name="Timeout">When to give up on the answer.</param>
public sealed record Call(string Path, string? Query, ReadOnlyMemory<byte>? Body, string ContentType, TimeSpan Timeout)
{
    public const string Json = "application/json";
    public const string Form = "application/x-www-form-urlencoded";

    /// <summary>What it is about, if it is to be told.</summary>
    public CallSubject? Subject { get; init; }

    /// <summary>The path with names in place of what differs from call to call, where anything does.</summary>
    public string? Template { get; init; }

    /// <summary>Whether the answer is a file and no JSON, unless the call is refused.</summary>
    public bool IsForFile { get; init; }

    /// <summary>The verb.</summary>
    public HttpMethod Method { get; init; } = Body is null ? HttpMethod.Get : HttpMethod.Post;

    public static Call Get(string path, string query, TimeSpan timeout) => new(path, query, null, "", timeout);

    public static Call Post(string path, ReadOnlyMemory<byte> json, TimeSpan timeout) => new(path, null, json, Json, timeout);

    public static Call Delete(string path, string query, TimeSpan timeout) =>
        new(path, query, null, "", timeout) { Method = HttpMethod.Delete };
}
