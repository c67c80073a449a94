using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Http;

/// <summary>An answer whose content is made elsewhere.</summary>
internal sealed record ContentAnswer(string Type, ReadOnlyMemory<byte> Content) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => BytesAnswer.WriteAsync(httpContext, StatusCodes.Status200OK, Type, Content);
}
