using System.Text.Json;
using MarketoSync.Orchestration;

namespace MarketoSync.Embedded;

/// <summary>What carries out each activity.</summary>
public sealed class ActivityTable
{
    private readonly Dictionary<string, (Func<object, CancellationToken, Task<JsonElement>> Run, Func<JsonElement, object> Read)> _handlers = [];

    /// <param name="handler">
    /// Given the token that asks it to give up before it begins anything; once begun it finishes.
    /// </param>
    public ActivityTable Add<TInput, TOutput>(
        Activity<TInput, TOutput> activity, Func<TInput, CancellationToken, Task<TOutput>> handler)
    {
        _handlers.Add(
            activity.Name,
            (async (input, stop) => JsonSerializer.SerializeToElement(await handler((TInput)input, stop), activity.Output),
                input => input.Deserialize(activity.Input)!));
        return this;
    }

    /// <summary>Carries out an activity whose input was kept, for an engine that keeps it.</summary>
    public Task<JsonElement> RunAsync(string activity, JsonElement input, CancellationToken stop) =>
        RunAsync(activity, _handlers[activity].Read(input), stop);

    internal Task<JsonElement> RunAsync(string activity, object input, CancellationToken stop) => _handlers[activity].Run(input, stop);
}
