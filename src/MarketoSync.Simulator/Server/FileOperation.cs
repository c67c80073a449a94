using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>A read that is answered with a file instead of JSON.</summary>
internal sealed class FileOperation(Reply reply) : IOperation
{
    public Reply Reply => reply;

    public int Records => 0;

    public void Apply(AnswerStyle style)
    {
    }

    /// <exception cref="InvalidOperationException">Always: there is no JSON to write.</exception>
    public void WriteResult(Utf8JsonWriter writer, AnswerStyle style) => throw new InvalidOperationException("A file is not answered as JSON.");

    public void Dispose()
    {
    }
}
