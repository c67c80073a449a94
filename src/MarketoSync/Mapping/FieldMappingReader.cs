using System.Globalization;
using System.Text;
using System.Text.Json;
using MarketoSync.Intake;

namespace MarketoSync.Mapping;

/// <summary>Reads a mapping from JSON, and says of the first thing wrong with it where it is.</summary>
internal sealed class FieldMappingReader
{
    private const string Example = """{"rename":{"E-Mail":"email"},"drop":["notes"],"constants":{"leadSource":"Import"}}""";

    /// <summary>Names that begin so are ours: a rejects file has them.</summary>
    private const string Reserved = "marketosync.";

    private readonly byte[] _json;
    private readonly Dictionary<string, string> _renames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sources = new(StringComparer.Ordinal);
    private readonly HashSet<string> _drops = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _constants = new(StringComparer.Ordinal);

    private FieldMappingReader(byte[] json) => _json = json;

    public static (FieldMapping?, MappingFault?) Read(string text)
    {
        var mapping = new FieldMappingReader(Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF')));
        try
        {
            var reader = new Utf8JsonReader(mapping._json);
            return mapping.ReadMembers(ref reader) is { } fault
                ? (null, fault)
                : (new FieldMapping(mapping._renames, mapping._drops, mapping._constants), null);
        }
        catch (JsonException fault)
        {
            return (null, new MappingFault((fault.LineNumber ?? 0) + 1, string.Create(
                CultureInfo.InvariantCulture,
                $"this is not valid JSON near character {(fault.BytePositionInLine ?? 0) + 1}. A mapping is written as {Example}")));
        }
    }

    private MappingFault? ReadMembers(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return At(reader, $"a mapping is a JSON object, such as {Example}");

        var members = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (ReadText(ref reader, out var member) is { } broken) return broken;
            if (!members.Add(member)) return At(reader, $"'{member}' stands there twice. Put the two together.");

            var fault = member switch
            {
                "rename" => ReadRenames(ref reader),
                "drop" => ReadDrops(ref reader),
                "constants" => ReadConstants(ref reader),
                _ => At(reader, $"'{member}' is not known. Known: rename, drop, constants."),
            };
            if (fault is not null) return fault;
        }

        // Nothing may follow: there is no more to read, or this throws.
        reader.Read();
        return null;
    }

    private MappingFault? ReadRenames(ref Utf8JsonReader reader)
    {
        const string Shape = "rename must be an object that gives each field its new name, such as {\"E-Mail\":\"email\"}.";
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return At(reader, Shape);

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (ReadName(ref reader, out var from) is { } bad) return bad;
            if (_renames.ContainsKey(from)) return At(reader, $"the field '{from}' is renamed twice. Keep one of the two.");
            if (_drops.Contains(from)) return DroppedAndRenamed(reader, from);

            reader.Read();
            if (reader.TokenType != JsonTokenType.String) return At(reader, $"the new name of '{from}' must be a text. {Shape}");
            if (ReadName(ref reader, out var to) is { } wrong) return wrong;
            if (to.Trim() != to) return At(reader, $"the new name '{to}' begins or ends with a blank, as no field of Marketo does. Remove the blank.");
            if (_sources.TryGetValue(to, out var other)) return At(reader, $"'{other}' and '{from}' are both renamed to '{to}', and a record has a field once. Drop one of them, or give it another name.");
            if (_constants.ContainsKey(to)) return ConstantAndRenamed(reader, to, from);

            _renames.Add(from, to);
            _sources.Add(to, from);
        }

        return null;
    }

    private MappingFault? ReadDrops(ref Utf8JsonReader reader)
    {
        const string Shape = "drop must be a list of field names, such as [\"notes\"].";
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) return At(reader, Shape);

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String) return At(reader, Shape);
            if (ReadName(ref reader, out var name) is { } bad) return bad;
            if (_renames.ContainsKey(name)) return DroppedAndRenamed(reader, name);
            _drops.Add(name);
        }

        return null;
    }

    private MappingFault? ReadConstants(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return At(reader, "constants must be an object that gives each field its value, such as {\"leadSource\":\"Import\"}.");

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (ReadName(ref reader, out var name) is { } bad) return bad;
            if (name.Trim() != name) return At(reader, $"the constant's name '{name}' begins or ends with a blank, as no field of Marketo does. Remove the blank.");
            if (_constants.ContainsKey(name)) return At(reader, $"the constant '{name}' is set twice. Keep one of the two.");
            if (_sources.TryGetValue(name, out var from)) return ConstantAndRenamed(reader, name, from);

            reader.Read();
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                return At(reader, $"the constant '{name}' must be one value: a text, a number, true, false, or null to clear the field.");
            if (ReadValue(ref reader, out var value) is { } broken) return broken;
            _constants.Add(name, value);
        }

        return null;
    }

    private MappingFault? ReadName(ref Utf8JsonReader reader, out string name)
    {
        if (ReadText(ref reader, out name) is { } fault) return fault;
        if (name.Length == 0) return At(reader, "a field's name is empty. Write the name, or remove the entry.");
        return name.StartsWith(Reserved, StringComparison.Ordinal)
            ? At(reader, $"'{name}' cannot be mapped: names that begin with {Reserved} are for what a rejects file tells, and are never sent.")
            : null;
    }

    private MappingFault? ReadValue(ref Utf8JsonReader reader, out string json)
    {
        json = "";
        if (reader.TokenType != JsonTokenType.String)
        {
            json = Encoding.UTF8.GetString(reader.ValueSpan);
            return null;
        }

        var fault = ReadText(ref reader, out var text);
        if (fault is null) json = FieldMappingText.Quoted(text);
        return fault;
    }

    private MappingFault? ReadText(ref Utf8JsonReader reader, out string text)
    {
        text = "";
        if (reader.ValueIsEscaped && Escapes.HaveLoneSurrogate(reader.ValueSpan))
            return At(reader, "a text holds half of a character (an escape from \\ud800 to \\udfff without its partner). Write the character itself.");
        text = reader.GetString()!;
        return null;
    }

    private MappingFault DroppedAndRenamed(Utf8JsonReader reader, string name) =>
        At(reader, $"the field '{name}' is both renamed and dropped. Do one of the two.");

    private MappingFault ConstantAndRenamed(Utf8JsonReader reader, string name, string from) =>
        At(reader, $"'{name}' is both a constant and the new name of '{from}'. Remove one of the two.");

    private MappingFault At(Utf8JsonReader reader, string text) =>
        new(_json.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n') + 1, text);
}
