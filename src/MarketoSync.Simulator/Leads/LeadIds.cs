using System.Globalization;
using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>
/// Reads lead ids: a body <c>{"input":[{"id":1},…]}</c>, or without a body the parameter <c>id</c>, repeated or as a list with commas.
/// Adobe documents 1001 for a parameter of the wrong type; in a body it is the record that is wrong.
/// </summary>
internal static class LeadIds
{
    public static Accepted Read(RestRequest request, int maxRecords, Func<SentLeadId[], Accepted> accept)
    {
        if (!request.Body.IsEmpty && (request.IsJson || !request.Parameters.ContainsKey("id")))
            return JsonCall.Read(request, maxRecords, call => accept([.. call.Input.Select(Of)]));
        var texts = request["id"]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (texts.Length == 0) return new ApiError("1002", "Missing value for the required parameter 'id'");
        if (maxRecords > 0 && texts.Length > maxRecords)
            return new ApiError("1003", $"Too many records: {texts.Length}, at most {maxRecords} are allowed");
        var ids = texts.Select(Of).ToArray();
        var wrong = Array.Find(ids, id => id.Error.Code is not null);
        return wrong.Error.Code is null ? accept(ids) : new ApiError("1001", $"Invalid value '{wrong.Text}'. Required of type 'Integer'");
    }

    private static SentLeadId Of(JsonElement record)
    {
        if (!record.TryGetProperty("id", out var id) || id.ValueKind is JsonValueKind.Null)
            return new SentLeadId("", 0, new ApiError("1002", "Missing value for the required parameter 'id'"));
        return Of(FieldValue.ShownText(id));
    }

    private static SentLeadId Of(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        ? new SentLeadId(text, id, default)
        : new SentLeadId(text, 0, new ApiError("1003", $"Invalid value for field 'id' and value '{text}'"));
}
