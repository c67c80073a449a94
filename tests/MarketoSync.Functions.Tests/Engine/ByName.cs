using DurableTask.Core;

namespace MarketoSync.Functions.Tests.Engine;

/// <summary>What the engine's workers look tasks up in.</summary>
internal sealed class ByName<T>(Func<string, T> find) : INameVersionObjectManager<T>
    where T : class
{
    public void Add(ObjectCreator<T> creator) => throw new NotSupportedException();

    public T? GetObject(string name, string? version) => find(name);
}
