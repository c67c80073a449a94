using System.Globalization;
using System.Text.Json;

namespace MarketoSync.Marketo;

/// <summary>One page of Get Leads by filter.</summary>
public sealed record LeadPage(IReadOnlyList<FoundLead> Leads, string? NextPageToken)
{
    /// <returns>Null if a lead lacks what was asked for, so that nothing can be proved by the page.</returns>
    public static LeadPage? TryRead(ReadOnlyMemory<byte> body, string keyField)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        var leads = new List<FoundLead>();
        if (root.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in result.EnumerateArray())
            {
                if (Text(item, "id") is not { } id
                    || Text(item, keyField) is not { } key
                    || !DateTimeOffset.TryParse(Text(item, "createdAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var createdAt))
                    return null;
                leads.Add(new FoundLead(id, key, createdAt));
            }
        }

        var more = root.TryGetProperty("moreResult", out var flag) && flag.ValueKind == JsonValueKind.False
            ? null
            : Text(root, "nextPageToken");
        return new LeadPage(leads, more);
    }

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;
}
