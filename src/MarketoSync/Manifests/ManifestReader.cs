using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MarketoSync.Intake;
using MarketoSync.Mapping;
using MarketoSync.Runs;

namespace MarketoSync.Manifests;

/// <summary>
/// Reads a manifest, and says of the first thing wrong with it where it is. A sync has the members of the HTTP API's request for a file.
/// </summary>
public sealed class ManifestReader
{
    private const string Example = """{"syncs":[{"source":"companies.csv","target":"companies"},{"source":"people.csv","target":"leads"}]}""";
    private const string Syncs = "syncs";
    private const string Source = "source";
    private const string Map = "map";

    private static readonly OrderedDictionary<string, Func<SyncOptions, string, SyncOptions>> s_options = new()
    {
        ["target"] = (options, text) => options with { Target = text },
        ["action"] = (options, text) => options with { Action = text },
        ["lookupField"] = (options, text) => options with { LookupField = text },
        ["dedupeBy"] = (options, text) => options with { DedupeBy = text },
        ["partitionName"] = (options, text) => options with { PartitionName = text },
        ["memberStatus"] = (options, text) => options with { MemberStatus = text },
        ["mode"] = (options, text) => options with { Mode = text },
        ["preflight"] = (options, text) => options with { Preflight = text },
        ["format"] = (options, text) => options with { Format = text },
        ["onQuota"] = (options, text) => options with { OnQuota = text },
        ["maxRefused"] = (options, text) => options with { MaxRefused = text },
    };

    private readonly byte[] _json;
    private readonly List<ManifestEntry> _syncs = [];

    private ManifestReader(byte[] json) => _json = json;

    /// <param name="json">An object with <c>syncs</c>, a list of objects each with a <c>source</c> and its options.</param>
    /// <param name="syncs">At least one, in the order of the manifest.</param>
    public static bool TryRead(
        string json, [NotNullWhen(true)] out IReadOnlyList<ManifestEntry>? syncs, [NotNullWhen(false)] out ManifestFault? fault)
    {
        ArgumentNullException.ThrowIfNull(json);
        var manifest = new ManifestReader(Encoding.UTF8.GetBytes(json.TrimStart('\uFEFF')));
        fault = manifest.Read();
        syncs = fault is null ? manifest._syncs : null;
        return fault is null;
    }

    private ManifestFault? Read()
    {
        try
        {
            var reader = new Utf8JsonReader(_json);
            return ReadManifest(ref reader);
        }
        catch (JsonException fault)
        {
            return new ManifestFault((fault.LineNumber ?? 0) + 1, string.Create(
                CultureInfo.InvariantCulture,
                $"this is not valid JSON near character {(fault.BytePositionInLine ?? 0) + 1}. A manifest is written as {Example}"));
        }
    }

    private ManifestFault? ReadManifest(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return At(reader, $"a manifest is a JSON object, such as {Example}");

        var isRead = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (ReadText(ref reader, out var member) is { } broken) return broken;
            if (member != Syncs) return At(reader, $"'{member}' is not known. Known: {Syncs}.");
            if (isRead) return Twice(reader, member);

            isRead = true;
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray) return At(reader, $"{Syncs} must be a list, such as {Example}");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (ReadSync(ref reader) is { } fault) return fault;
            }
        }

        if (_syncs.Count == 0) return At(reader, $"there is nothing to sync. Name files of records, such as {Example}");

        // Nothing may follow: there is no more to read, or this throws.
        reader.Read();
        return null;
    }

    private ManifestFault? ReadSync(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return At(reader, "a sync is an object with a source, such as {\"source\":\"people.csv\"}.");

        var line = LineOf(reader);
        var members = new Dictionary<string, long>(StringComparer.Ordinal);
        var (source, mapFile, options) = ("", (string?)null, new SyncOptions());
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (ReadText(ref reader, out var member) is { } broken) return broken;
            if (member is not (Source or Map) && !s_options.ContainsKey(member))
                return At(reader, $"'{member}' is not known. Known: {string.Join(", ", [Source, .. s_options.Keys, Map])}.");
            if (!members.TryAdd(member, LineOf(reader))) return Twice(reader, member);

            reader.Read();
            if (reader.TokenType == JsonTokenType.Null) continue;

            var isMapping = member == Map && reader.TokenType == JsonTokenType.StartObject;
            string? mapping = null;
            var text = "";
            if ((isMapping ? ReadMapping(ref reader, out mapping) : ReadValue(ref reader, member, out text)) is { } fault)
                return fault;
            (source, mapFile, options) = member switch
            {
                Source => (text, mapFile, options),
                Map when isMapping => (source, mapFile, options with { Map = mapping }),
                Map => (source, text, options),
                _ => (source, mapFile, s_options[member](options, text)),
            };
        }

        if (source.Length == 0)
            return new ManifestFault(line, "source is missing. Name the file of records, as it is found from the manifest's folder.");

        _syncs.Add(new ManifestEntry(line, source, options, mapFile, members));
        return null;
    }

    /// <summary>A number is as good as its text: what does not fit is told when the options are checked.</summary>
    private ManifestFault? ReadValue(ref Utf8JsonReader reader, string member, out string text)
    {
        text = "";
        if (reader.TokenType == JsonTokenType.String)
        {
            if (ReadText(ref reader, out text) is { } fault) return fault;
            return text.Contains('\0', StringComparison.Ordinal)
                ? At(reader, $"{member} holds the character \\u0000, which no name has. Remove it.")
                : null;
        }

        if (reader.TokenType != JsonTokenType.Number)
        {
            return At(reader, member == Map
                ? "map must be a mapping, or the name of a file that holds one."
                : $"{member} must be a text, such as \"{member}\":\"…\".");
        }

        text = Encoding.UTF8.GetString(reader.ValueSpan);
        return null;
    }

    private ManifestFault? ReadMapping(ref Utf8JsonReader reader, out string? text)
    {
        var (line, start) = (LineOf(reader), (int)reader.TokenStartIndex);
        reader.Skip();
        text = Encoding.UTF8.GetString(_json.AsSpan(start, (int)reader.BytesConsumed - start));
        return FieldMapping.TryRead(text, out _, out var fault) ? null : new ManifestFault(line + fault.Line - 1, $"map: {fault.Text}");
    }

    private ManifestFault? ReadText(ref Utf8JsonReader reader, out string text)
    {
        text = "";
        if (reader.ValueIsEscaped && Escapes.HaveLoneSurrogate(reader.ValueSpan))
            return At(reader, "a text holds half of a character (an escape from \\ud800 to \\udfff without its partner). Write the character itself.");
        text = reader.GetString()!;
        return null;
    }

    private ManifestFault Twice(Utf8JsonReader reader, string member) => At(reader, $"'{member}' stands there twice. Keep one of the two.");

    private ManifestFault At(Utf8JsonReader reader, string text) => new(LineOf(reader), text);

    private long LineOf(Utf8JsonReader reader) => _json.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n') + 1;
}
