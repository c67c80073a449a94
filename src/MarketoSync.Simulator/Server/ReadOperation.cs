using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>A call that changes nothing: its answer is read at the moment it is written.</summary>
internal sealed class ReadOperation(Action<Utf8JsonWriter> writeResult) : IOperation
{
    public int Records => 0;

    public void Apply(AnswerStyle style)
    {
    }

    public void WriteResult(Utf8JsonWriter writer, AnswerStyle style) => writeResult(writer);

    public void Dispose()
    {
    }
}
