using System.Globalization;
using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>
/// Reads custom activities from JSON. Adobe calls all five members required (1002) and names 1049 for attributes of more than 65,536
/// bytes; this simulator chooses 1003 for an unknown type and for an attribute's bad value, and 1006 for an unknown attribute.
/// </summary>
internal sealed class ActivityReader(IReadOnlyList<SimulatedActivityType> types)
{
    private const int MaxAttributeBytes = 65_536;

    private static readonly SimulatedField Date = new("activityDate", SimulatedFieldType.DateTime);
    private static readonly string[] Required = ["leadId", "activityDate", "activityTypeId", "primaryAttributeValue", "attributes"];

    public SentActivity Read(JsonElement record)
    {
        var attributes = new Dictionary<string, object>(StringComparer.Ordinal);
        var texts = Required.Select(name => TextOf(record, name)).ToArray();
        long.TryParse(texts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var lead);
        long.TryParse(texts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var type);
        var error = Check(record, texts, lead, type, attributes, out var date, out var primary);
        return new SentActivity(string.Join('|', texts[0], texts[2], texts[1], texts[3]), lead, type, date ?? "", primary, attributes, error);
    }

    private ApiError Check(
        JsonElement record, string?[] texts, long lead, long typeId, Dictionary<string, object> attributes,
        out string? date, out object? primary)
    {
        (date, primary) = (null, null);
        if (Array.FindIndex(texts, string.IsNullOrEmpty) is >= 0 and var missing)
            return new ApiError("1002", $"Missing value for the required parameter '{Required[missing]}'");
        if (lead == 0) return Invalid("leadId", texts[0]!);
        if (types.FirstOrDefault(one => one.Id == typeId) is not { } type) return Invalid("activityTypeId", texts[2]!);
        if (FieldValue.Parse(texts[1]!, Date, out var time) is not FieldProblem.None) return Invalid("activityDate", texts[1]!);
        date = (string)time!;
        var problem = FieldValue.Parse(texts[3]!, type.PrimaryAttribute, out primary);
        if (problem is not FieldProblem.None) return Refused(problem, "primaryAttributeValue", texts[3]!);
        var list = record.GetProperty("attributes");
        if (list.ValueKind is not JsonValueKind.Array) return Invalid("attributes", texts[4]!);
        if (System.Text.Encoding.UTF8.GetByteCount(list.GetRawText()) > MaxAttributeBytes)
            return new ApiError("1049", "Failed to Create Activity: Attributes array too long");
        return list.EnumerateArray().Select(attribute => CheckAttribute(attribute, type, attributes))
            .FirstOrDefault(bad => bad.Code is not null);
    }

    private static ApiError CheckAttribute(JsonElement attribute, SimulatedActivityType type, Dictionary<string, object> attributes)
    {
        if (attribute.ValueKind is not JsonValueKind.Object) return Invalid("attributes", FieldValue.ShownText(attribute));
        if ((TextOf(attribute, "apiName") ?? TextOf(attribute, "name")) is not { Length: > 0 } name)
            return new ApiError("1002", "Missing value for the required parameter 'name'");
        if (type.Attributes.FirstOrDefault(field => field.Name == name || field.Label == name) is not { } known)
            return new ApiError("1006", $"Field '{name}' not found");
        if (!attribute.TryGetProperty("value", out var value)) return new ApiError("1002", "Missing value for the required parameter 'value'");
        var problem = FieldValue.Read(value, known, out var parsed);
        if (problem is not FieldProblem.None) return Refused(problem, name, FieldValue.ShownText(value));
        if (FieldValue.Stored(parsed) is { } stored) attributes[known.Name] = stored;
        return default;
    }

    private static string? TextOf(JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) && value.ValueKind is not JsonValueKind.Null ? FieldValue.ShownText(value) : null;

    private static ApiError Refused(FieldProblem problem, string name, string value) => problem is FieldProblem.TooLong
        ? new ApiError("1077", $"Value for field '{name}' exceeds max length")
        : Invalid(name, value);

    private static ApiError Invalid(string name, string value) => new("1003", $"Invalid value for field '{name}' and value '{value}'");
}
