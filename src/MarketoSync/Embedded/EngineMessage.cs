using System.Text.Json;

namespace MarketoSync.Embedded;

/// <summary>Word to the engine's loop. Each activity that was begun sends exactly one.</summary>
internal abstract record EngineMessage
{
    internal sealed record Done(PendingStep Step, JsonElement Output) : EngineMessage;

    /// <summary>The activity gave up before it began anything, as it was asked to.</summary>
    internal sealed record GaveUp : EngineMessage;

    internal sealed record Failed(Exception Fault) : EngineMessage;

    internal sealed record Rang(PendingStep Step) : EngineMessage;

    internal sealed record Event(string Name) : EngineMessage;

    /// <summary>The engine was asked to stop.</summary>
    internal sealed record Stop : EngineMessage;
}
