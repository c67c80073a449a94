using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MarketoSync.Functions.Tests.Engine;

/// <summary>The functions of the app, found as the host finds them.</summary>
internal static class FunctionApp
{
    private static readonly List<MethodInfo> s_functions =
        [.. typeof(Orchestrations.SyncRun).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(method => NameOf(method) is not null)];

    public static IReadOnlyDictionary<string, MethodInfo> Orchestrators { get; } = WithTrigger<OrchestrationTriggerAttribute>();

    public static IReadOnlyDictionary<string, MethodInfo> Activities { get; } = WithTrigger<ActivityTriggerAttribute>();

    public static IReadOnlyDictionary<string, MethodInfo> Entities { get; } = WithTrigger<EntityTriggerAttribute>();

    public static IReadOnlyDictionary<string, MethodInfo> Http { get; } = WithTrigger<HttpTriggerAttribute>();

    public static T Trigger<T>(MethodInfo function)
        where T : Attribute => function.GetParameters().Select(parameter => parameter.GetCustomAttribute<T>()).OfType<T>().First();

    public static Task<JsonElement> OrchestrateAsync(string name, TaskOrchestrationContext context) =>
        Orchestrators[name].CreateDelegate<Func<TaskOrchestrationContext, Task<JsonElement>>>()(context);

    public static Task<JsonElement> RunActivityAsync(string name, object instance, JsonElement input, DurableTaskClient client)
    {
        var arguments = Activities[name].GetParameters().Select(parameter => parameter.ParameterType switch
        {
            var type when type == typeof(JsonElement) => (object)input,
            var type when type == typeof(DurableTaskClient) => client,
            _ => CancellationToken.None,
        });
        return (Task<JsonElement>)Activities[name].Invoke(instance, [.. arguments])!;
    }

    private static string? NameOf(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>()?.Name;

    private static Dictionary<string, MethodInfo> WithTrigger<T>()
        where T : Attribute => s_functions
            .Where(function => function.GetParameters().Any(parameter => parameter.GetCustomAttribute<T>() is not null))
            .ToDictionary(function => NameOf(function)!);
}
