using System.Text.Json;

namespace MarketoSync.Reports;

/// <summary>What the records hold in one field, and whether a column of CSV can carry it.</summary>
/// <param name="name">The field's name.</param>
/// <param name="line">The source line where it was met first.</param>
internal sealed class CsvColumn(string name, long line)
{
    private const string Text = ":string";

    private string? _suffix;
    private long? _nullLine;
    private long? _nullTextLine;
    private CsvObstacle? _obstacle;

    /// <summary>The name, with the type that intake needs to give the same JSON again.</summary>
    public string Header => name + _suffix switch
    {
        null => LooksTyped() ? ":number" : "",
        Text => LooksTyped() || _nullTextLine is not null ? Text : "",
        _ => _suffix,
    };

    public CsvObstacle? Obstacle => _obstacle ?? NameObstacle() ?? NullObstacle();

    /// <summary>Takes in one record's value.</summary>
    public void See(JsonTokenType type, string text, long at)
    {
        if (type == JsonTokenType.Null)
        {
            _nullLine ??= at;
            return;
        }

        var suffix = type switch
        {
            JsonTokenType.Number => ":number",
            JsonTokenType.True or JsonTokenType.False => ":boolean",
            _ => Text,
        };
        if (type is JsonTokenType.StartObject or JsonTokenType.StartArray) Refuse(at, "it holds an object or a list");
        else if (type == JsonTokenType.String && text.Length == 0) Refuse(at, "it holds an empty text, which in CSV means no value");
        else if (_suffix is not null && suffix != _suffix) Refuse(at, "it holds values of different types");

        _suffix = suffix;
        if (type == JsonTokenType.String && text == RejectsCsv.Null) _nullTextLine ??= at;
    }

    private void Refuse(long at, string problem) => _obstacle ??= new(name, at, problem);

    // Intake takes the part behind the last colon for the column's type where it is one.
    private bool LooksTyped() =>
        name[(name.LastIndexOf(':') + 1)..].Trim().ToUpperInvariant() is "NUMBER" or "BOOLEAN" or "STRING" && name.Contains(':', StringComparison.Ordinal);

    private CsvObstacle? NameObstacle() => name.AsSpan().Trim().Length != name.Length || name.Length == 0
        ? new(name, line, "its name is empty or begins or ends with a blank")
        : null;

    private CsvObstacle? NullObstacle() => _nullLine is { } first && _nullTextLine is { } second
        ? new(name, Math.Max(first, second), "it holds the text NULL and null, which look the same in CSV")
        : null;
}
