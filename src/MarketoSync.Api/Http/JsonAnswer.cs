using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Http;

/// <summary>An answer in JSON.</summary>
/// <param name="Location">Where what was made is to be found.</param>
internal sealed record JsonAnswer<T>(int Status, T Value, JsonTypeInfo<T> Type, string? Location = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (Location is not null) httpContext.Response.Headers.Location = Location;
        return BytesAnswer.WriteAsync(httpContext, Status, "application/json", JsonSerializer.SerializeToUtf8Bytes(Value, Type));
    }
}
