using MarketoSync.Api.Access;
using MarketoSync.Api.Http;
using MarketoSync.Api.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MarketoSync.Api.OpenApi;

/// <summary>Describes the API, and answers where there is none.</summary>
public sealed class DocumentApi(AccessRules access, ILogger<DocumentApi> logger)
{
    private const string Resource = "MarketoSync.Api.OpenApi.openapi.json";
    private static readonly byte[] s_document = Read();
    private readonly Door _door = new(access, logger);

    /// <summary><c>/api/openapi.json</c></summary>
    public Task DocumentAsync(HttpContext http) =>
        _door.ReadAsync(http, [], () => Task.FromResult<IResult>(new ContentAnswer(MediaTypes.Json, s_document)));

    /// <summary>Any path that is not of the API.</summary>
    public Task NothingAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var nothing = new Problem(ProblemKinds.UnknownPath, "There is nothing here. What there is: /api/openapi.json.");
        return _door.EnterAsync(http, [http.Request.Method], [], _ => nothing, () => Task.FromResult<IResult>(nothing));
    }

    private static byte[] Read()
    {
        using var resource = typeof(DocumentApi).Assembly.GetManifestResourceStream(Resource)!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
