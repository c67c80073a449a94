using Microsoft.AspNetCore.Http;

namespace MarketoSync.Simulator;

/// <summary>What a call is answered.</summary>
internal sealed record Reply(ReadOnlyMemory<byte> Body, string? ContentType = Reply.Json, int Status = StatusCodes.Status200OK)
{
    public const string Json = "application/json;charset=UTF-8";
}
