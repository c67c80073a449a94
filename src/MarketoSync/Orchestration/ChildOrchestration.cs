using System.Text.Json.Serialization.Metadata;

namespace MarketoSync.Orchestration;

/// <summary>An orchestration that another starts, with a history of its own.</summary>
public sealed record ChildOrchestration<TInput, TOutput>(
    string Name,
    JsonTypeInfo<TInput> Input,
    JsonTypeInfo<TOutput> Output,
    Func<IOrchestrationContext, TInput, Task<TOutput>> Run);
