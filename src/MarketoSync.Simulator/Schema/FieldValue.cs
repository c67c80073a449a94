using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>
/// Turns a JSON value into what a field stores: string, int, double or bool. Numbers and booleans sent as strings are
/// taken if they fit; an empty string is stored as null; a boolean set to null is stored as false.
/// </summary>
internal static class FieldValue
{
    /// <summary>Stored for a field that a call clears, to tell it from one that the call leaves out.</summary>
    public static readonly object Cleared = new();

    private static readonly string[] DateTimeFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    /// <summary>Reads the value the reader stands on and leaves it on the value's last token.</summary>
    /// <param name="value">What to store; for <see cref="FieldProblem.Invalid"/> the value as a message shows it.</param>
    /// <param name="keep">Whether <paramref name="value"/> is wanted; without it no text is made where bytes suffice.</param>
    public static FieldProblem Read(ref Utf8JsonReader reader, SimulatedField field, bool keep, out object? value)
    {
        value = null;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                value = Clear(field);
                return FieldProblem.None;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                value = ShownText(ref reader);
                reader.Skip();
                return FieldProblem.Invalid;
            case JsonTokenType.String when reader.ValueSpan.IsEmpty:
                value = Clear(field);
                return FieldProblem.None;
            case JsonTokenType.String when field.IsFreeText && !keep && reader.ValueSpan.Length <= field.Length && !reader.ValueIsEscaped:
                return FieldProblem.None;
            default:
                var text = ShownText(ref reader);
                var problem = Parse(text, field, out value);
                if (problem is FieldProblem.Invalid) value = text;
                return problem;
        }
    }

    /// <summary>The same for a value that has been read already.</summary>
    public static FieldProblem Read(JsonElement json, SimulatedField field, out object? value)
    {
        value = ShownText(json);
        if (json.ValueKind is JsonValueKind.Object or JsonValueKind.Array) return FieldProblem.Invalid;
        if (json.ValueKind is JsonValueKind.Null || value is "")
        {
            value = Clear(field);
            return FieldProblem.None;
        }
        var problem = Parse((string)value, field, out var parsed);
        if (problem is not FieldProblem.Invalid) value = parsed;
        return problem;
    }

    /// <summary>What stands for clearing a field.</summary>
    public static object Clear(SimulatedField field) => field.Type is SimulatedFieldType.Boolean ? false : Cleared;

    /// <summary>What is stored for a value that <see cref="Cleared"/> may stand for.</summary>
    public static object? Stored(object? value) => ReferenceEquals(value, Cleared) ? null : value;

    public static string ShownText(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "{…}",
        JsonValueKind.Array => "[…]",
        JsonValueKind.String => json.GetString()!,
        _ => json.GetRawText(),
    };

    /// <summary>The value as an error message shows it: a string itself, a number as sent.</summary>
    public static string ShownText(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "{…}",
        JsonTokenType.StartArray => "[…]",
        JsonTokenType.String => reader.GetString()!,
        _ => Encoding.UTF8.GetString(reader.ValueSpan),
    };

    public static FieldProblem Parse(string text, SimulatedField field, out object? value)
    {
        value = field.Type switch
        {
            SimulatedFieldType.Email => IsEmail(text) ? text : null,
            SimulatedFieldType.Integer or SimulatedFieldType.Score or SimulatedFieldType.Percent =>
                int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null,
            SimulatedFieldType.Float or SimulatedFieldType.Currency =>
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
            SimulatedFieldType.Boolean => text switch { "1" => true, "0" => false, _ => bool.TryParse(text, out var truth) ? truth : null },
            SimulatedFieldType.Date =>
                DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : null,
            SimulatedFieldType.DateTime => DateTimeText(text),
            _ => text,
        };
        if (value is null) return FieldProblem.Invalid;
        var tooLong = field.Type switch
        {
            SimulatedFieldType.Text => Encoding.UTF8.GetByteCount(text) > field.Length,
            SimulatedFieldType.String or SimulatedFieldType.Email or SimulatedFieldType.Phone or SimulatedFieldType.Url =>
                text.Length > field.Length,
            _ => false,
        };
        return tooLong ? FieldProblem.TooLong : FieldProblem.None;
    }

    /// <summary>ISO 8601 of one second's resolution, as Marketo gives times back.</summary>
    public static string TimeText(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The text by which a stored value is looked up; null where there is none.</summary>
    public static string? KeyText(object? value) => value switch
    {
        null => null,
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static string? DateTimeText(string text) =>
        text.Length > 19 && (text[^1] is 'Z' || text.AsSpan(19).IndexOfAny('+', '-') >= 0)
        && DateTimeOffset.TryParseExact(text, DateTimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? TimeText(time)
            : null;

    private static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && text.IndexOf('.', at) > at + 1 && text[^1] is not '.'
               && !text.AsSpan().ContainsAnyExceptInRange('!', '~');
    }
}
