using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MarketoSync.Api.Tests.OpenApi;

/// <summary>Holds values against the JSON Schema words that the document uses.</summary>
internal static class Schema
{
    public static JsonNode? Resolve(JsonNode document, string reference) =>
        reference.Split('/').Skip(1).Aggregate((JsonNode?)document, (node, part) => node?[part]);

    public static IReadOnlyList<string> Faults(JsonNode document, JsonNode schema, JsonNode? value, string at = "$")
    {
        if ((string?)schema["$ref"] is { } reference) return Faults(document, Resolve(document, reference)!, value, at);

        var faults = new List<string>();
        if (schema["type"] is { } type && !Names(type).Any(name => Is(name, value))) return [$"{at} is no {type.ToJsonString()}"];
        if (schema["enum"] is JsonArray options && !options.Any(option => JsonNode.DeepEquals(option, value))) faults.Add($"{at} is none of {options.ToJsonString()}");
        if (schema["pattern"] is { } pattern && !Regex.IsMatch((string)value!, (string)pattern!)) faults.Add($"{at} does not match {pattern}");
        if (schema["minimum"] is { } least && (double)value! < (double)least) faults.Add($"{at} is less than {least}");
        if ((string?)schema["format"] == "uri" && !Uri.TryCreate((string?)value, UriKind.Absolute, out _)) faults.Add($"{at} is no URI");
        if ((string?)schema["format"] == "date-time" && !DateTimeOffset.TryParse((string?)value, System.Globalization.CultureInfo.InvariantCulture, out _)) faults.Add($"{at} is no time");
        foreach (var part in schema["allOf"]?.AsArray() ?? []) faults.AddRange(Faults(document, part!, value, at));
        if (schema["anyOf"] is JsonArray any && any.All(part => Faults(document, part!, value, at).Count > 0)) faults.Add($"{at} fits none of anyOf");
        if (value is JsonObject map) faults.AddRange(FaultsOf(document, schema, map, at));
        if (value is JsonArray list && schema["items"] is { } items)
            faults.AddRange(list.SelectMany((item, place) => Faults(document, items, item, $"{at}[{place}]")));
        return faults;
    }

    private static IEnumerable<string> FaultsOf(JsonNode document, JsonNode schema, JsonObject map, string at)
    {
        foreach (var name in schema["required"]?.AsArray() ?? [])
        {
            if (!map.ContainsKey((string)name!)) yield return $"{at} has no {name}";
        }

        var properties = schema["properties"]?.AsObject();
        foreach (var (name, value) in map)
        {
            var part = properties?[name] ?? (schema["additionalProperties"] is JsonObject more ? more : null);
            if (part is not null)
            {
                foreach (var fault in Faults(document, part, value, $"{at}.{name}")) yield return fault;
            }
            else if (properties is not null && schema["allOf"] is null && properties.Count > 1)
            {
                yield return $"{at} has {name}, which is not documented";
            }
        }
    }

    private static IEnumerable<string> Names(JsonNode type) => type is JsonArray list ? list.Select(name => (string)name!) : [(string)type!];

    private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("null", null) => true,
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) => true,
        ("integer", JsonValueKind.Number) => value!.AsValue().TryGetValue<long>(out _),
        _ => false,
    };
}
