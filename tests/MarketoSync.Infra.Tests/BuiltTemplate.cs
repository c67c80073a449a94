using System.Text.Json;

namespace MarketoSync.Infra;

/// <summary>The ARM template that Azure gets, with those that are nested in it.</summary>
internal sealed class BuiltTemplate
{
    private static readonly Lazy<IReadOnlyList<BuiltTemplate>> s_all = new(() =>
    {
        using var document = JsonDocument.Parse(Bicep.Succeed("build", Path.Combine(Bicep.Infra, "main.bicep"), "--stdout"));
        return [.. Within(document.RootElement.Clone())];
    });

    private BuiltTemplate(JsonElement json) => Json = json;

    public static IReadOnlyList<BuiltTemplate> All => s_all.Value;

    public JsonElement Json { get; }

    /// <summary>Names and types.</summary>
    public IEnumerable<(string Name, string Type)> Parameters => Json.GetProperty("parameters").EnumerateObject()
        .Select(one => (one.Name, one.Value.TryGetProperty("type", out var type) ? type.GetString()! : "defined"));

    public IEnumerable<JsonProperty> Outputs => Json.TryGetProperty("outputs", out var outputs) ? outputs.EnumerateObject() : [];

    private static IEnumerable<BuiltTemplate> Within(JsonElement json)
    {
        yield return new BuiltTemplate(json);

        var resources = json.GetProperty("resources");
        foreach (var resource in resources.EnumerateObject().Select(one => one.Value))
        {
            if (resource.TryGetProperty("properties", out var properties) && properties.TryGetProperty("template", out var nested))
            {
                foreach (var template in Within(nested)) yield return template;
            }
        }
    }
}
