using System.Text.Json;

namespace MarketoSync.Reports;

/// <summary>What the records hold in one field, and whether a column of CSV can carry it.</summary>
/// <param name="name">The field's name.</param>
/// <param name="line">The source line where it was met first.</param>
internal sealed class CsvColumn(string name, long line)
{
    private static readonly string[] s_types = [":number", ":boolean"];

    private string _suffix = "";
    private bool _hasValue;
    private CsvObstacle? _obstacle;

    /// <summary>The name, with the type that intake needs to give the same JSON again.</summary>
    public string Header => name + _suffix;

    public CsvObstacle? Obstacle => _obstacle ?? NameObstacle();

    /// <summary>Takes in one record's value.</summary>
    public void See(JsonTokenType type, string text, long at)
    {
        var suffix = type switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.Number => ":number",
            JsonTokenType.True or JsonTokenType.False => ":boolean",
            _ => "",
        };
        if (suffix is null) return;

        if (type is JsonTokenType.StartObject or JsonTokenType.StartArray) Refuse(at, "it holds an object or a list");
        else if (type is JsonTokenType.String && text.Length == 0) Refuse(at, "it holds an empty text, which in CSV means no value");
        else if (type is JsonTokenType.String && text == RejectsCsv.Null) Refuse(at, "it holds the text NULL, which in CSV means null");
        else if (_hasValue && suffix != _suffix) Refuse(at, "it holds values of different types");

        (_suffix, _hasValue) = (suffix, true);
    }

    private void Refuse(long at, string problem) => _obstacle ??= new(name, at, problem);

    private CsvObstacle? NameObstacle()
    {
        if (name.AsSpan().Trim().Length != name.Length || name.Length == 0)
            return new(name, line, "its name is empty or begins or ends with a blank");

        return s_types.Any(type => name.EndsWith(type, StringComparison.OrdinalIgnoreCase))
            ? new(name, line, "its name ends like the type of a column")
            : null;
    }
}
