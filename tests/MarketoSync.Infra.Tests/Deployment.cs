using System.Text.Json;

namespace MarketoSync.Infra;

/// <summary>What a deployment of the template would make, as bicep predicts it.</summary>
internal sealed class Deployment
{
    private static readonly Lazy<Deployment> s_byDefault = new(() => Predict("infra/main.bicepparam"));
    private static readonly Lazy<Deployment> s_withEverything = new(() => Predict("tests/MarketoSync.Infra.Tests/everything.bicepparam"));

    private Deployment(JsonElement prediction) =>
        Resources = [.. prediction.GetProperty("predictedResources").EnumerateArray().Select(one => new PredictedResource(one))];

    /// <summary>With <c>main.bicepparam</c> and nothing set that need not be.</summary>
    public static Deployment ByDefault => s_byDefault.Value;

    /// <summary>With a value for every parameter.</summary>
    public static Deployment WithEverything => s_withEverything.Value;

    public IReadOnlyList<PredictedResource> Resources { get; }

    public IEnumerable<PredictedResource> All(string type) => Resources.Where(one => one.Type == type);

    public PredictedResource The(string type) => Assert.Single(All(type));

    private static Deployment Predict(string parameters)
    {
        using var copy = new WorkingCopy();
        Bicep.Succeed(Bicep.Snapshot(copy[parameters], "overwrite"));
        using var document = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(copy[parameters], ".snapshot.json")));
        return new Deployment(document.RootElement.Clone());
    }
}
