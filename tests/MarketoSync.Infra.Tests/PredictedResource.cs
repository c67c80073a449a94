using System.Text.Json;

namespace MarketoSync.Infra;

/// <summary>A resource as bicep predicts it.</summary>
internal sealed class PredictedResource(JsonElement json)
{
    public JsonElement Json { get; } = json;

    public string Type { get; } = json.GetProperty("type").GetString()!;

    /// <summary>The last part of its name.</summary>
    public string Name { get; } = json.GetProperty("name").GetString()!.Split('/')[^1];

    /// <summary>The id, or the expression for it.</summary>
    public string Id { get; } = json.GetProperty("id").GetString()!;

    /// <summary>Whether it is made only if a secret is given, which bicep does not tell.</summary>
    public bool IsConditional => Json.TryGetProperty("condition", out _);

    /// <param name="path">With dots, from the resource's own root.</param>
    public JsonElement this[string path] => path.Split('.').Aggregate(Json, (at, name) => at.GetProperty(name));

    public string? Text(string path) => this[path].GetString();

    public bool Is(string path) => this[path].GetBoolean();

    public int Number(string path) => this[path].GetInt32();

    public override string ToString() => $"{Type} {Name}";
}
