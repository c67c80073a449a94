using System.Text.Json.Serialization.Metadata;

namespace MarketoSync.Orchestration;

/// <summary>A step that an orchestration may call: its name, and how its input and output are kept.</summary>
public sealed record Activity<TInput, TOutput>(string Name, JsonTypeInfo<TInput> Input, JsonTypeInfo<TOutput> Output);
