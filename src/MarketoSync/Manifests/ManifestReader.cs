using System.Globalization;
using System.Text;
using System.Text.Json;
using MarketoSync.Intake;
using MarketoSync.Mapping;
using MarketoSync.Runs;

namespace MarketoSync.Manifests;

/// <summary>
/// Reads a manifest, and says of all that cannot be read where it is. A sync has the members of the HTTP API's request for a file.
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
    private readonly List<ManifestFault> _faults = [];

    private ManifestReader(byte[] json) => _json = json;

    /// <param name="json">An object with <c>syncs</c>, a list of objects each with a <c>source</c> and its options.</param>
    /// <returns>
    /// The syncs, in the order of the manifest, and what cannot be read. At least one of the two is not empty, and what is no JSON is told
    /// alone.
    /// </returns>
    public static (IReadOnlyList<ManifestEntry> Syncs, IReadOnlyList<ManifestFault> Faults) Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var manifest = new ManifestReader(Encoding.UTF8.GetBytes(json.TrimStart('\uFEFF')));
        try
        {
            manifest.ReadManifest();
            return (manifest._syncs, manifest._faults);
        }
        catch (JsonException fault)
        {
            return ([], [new ManifestFault((fault.LineNumber ?? 0) + 1, string.Create(
                CultureInfo.InvariantCulture,
                $"this is not valid JSON near character {(fault.BytePositionInLine ?? 0) + 1}. A manifest is written as {Example}"))]);
        }
    }

    private void ReadManifest()
    {
        var reader = new Utf8JsonReader(_json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Tell(reader, $"a manifest is a JSON object, such as {Example}");
            return;
        }

        var isRead = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryReadText(ref reader, out var member))
            {
                reader.Skip();
            }
            else if (member != Syncs || isRead)
            {
                Tell(reader, isRead && member == Syncs ? Twice(member) : $"'{member}' is not known. Known: {Syncs}.");
                reader.Skip();
            }
            else
            {
                isRead = true;
                reader.Read();
                ReadSyncs(ref reader);
            }
        }

        if (_syncs.Count == 0 && _faults.Count == 0) Tell(reader, $"there is nothing to sync. Name files of records, such as {Example}");

        // Nothing may follow: there is no more to read, or this throws.
        reader.Read();
    }

    private void ReadSyncs(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Tell(reader, $"{Syncs} must be a list, such as {Example}");
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) ReadSync(ref reader);
    }

    private void ReadSync(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Tell(reader, "a sync is an object with a source, such as {\"source\":\"people.csv\"}.");
            reader.Skip();
            return;
        }

        var (members, unread) = (new Dictionary<string, long>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var sync = new ManifestEntry(LineOf(reader), "", new SyncOptions(), null, members, unread);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (TryReadName(ref reader, members, out var name) && ReadMember(ref reader, name, sync) is { } read)
            {
                sync = read;
                continue;
            }

            // Over what stands there, be it what follows a name or what a list or object holds.
            reader.Skip();
            unread.Add(name);
        }

        if (sync.Source.Length == 0 && !unread.Contains(Source))
            _faults.Add(new ManifestFault(sync.Line, "source is missing. Name the file of records, as it is found from the manifest's folder."));
        _syncs.Add(sync);
    }

    /// <returns>False if the member cannot be in a sync, or not again.</returns>
    private bool TryReadName(ref Utf8JsonReader reader, Dictionary<string, long> members, out string name)
    {
        if (!TryReadText(ref reader, out name)) return false;

        var isKnown = name is Source or Map || s_options.ContainsKey(name);
        if (isKnown && members.TryAdd(name, LineOf(reader))) return true;

        Tell(reader, isKnown ? Twice(name) : $"'{name}' is not known. Known: {string.Join(", ", [Source, .. s_options.Keys, Map])}.");
        return false;
    }

    /// <returns>The sync with it, or null if its value cannot be read.</returns>
    private ManifestEntry? ReadMember(ref Utf8JsonReader reader, string member, ManifestEntry sync)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return sync;
        if (member == Map && reader.TokenType == JsonTokenType.StartObject)
            return ReadMapping(ref reader) is { } mapping ? sync with { Options = sync.Options with { Map = mapping } } : null;
        if (!TryReadValue(ref reader, member, out var text)) return null;

        return member switch
        {
            Source => sync with { Source = text },
            Map => sync with { MapFile = text },
            _ => sync with { Options = s_options[member](sync.Options, text) },
        };
    }

    /// <summary>A number is as good as its text: what does not fit is told when the options are checked.</summary>
    private bool TryReadValue(ref Utf8JsonReader reader, string member, out string text)
    {
        text = "";
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                if (!TryReadText(ref reader, out text)) return false;
                if (!text.Contains('\0', StringComparison.Ordinal)) return true;
                Tell(reader, $"{member} holds the character \\u0000, which no name has. Remove it.");
                return false;
            case JsonTokenType.Number:
                text = Encoding.UTF8.GetString(reader.ValueSpan);
                return true;
            default:
                Tell(reader, member == Map
                    ? "map must be a mapping, or the name of a file that holds one."
                    : $"{member} must be a text, such as \"{member}\":\"…\".");
                return false;
        }
    }

    private string? ReadMapping(ref Utf8JsonReader reader)
    {
        var (line, start) = (LineOf(reader), (int)reader.TokenStartIndex);
        reader.Skip();
        var text = Encoding.UTF8.GetString(_json.AsSpan(start, (int)reader.BytesConsumed - start));
        if (FieldMapping.TryRead(text, out _, out var fault)) return text;

        _faults.Add(new ManifestFault(line + fault.Line - 1, $"map: {fault.Text}"));
        return null;
    }

    private bool TryReadText(ref Utf8JsonReader reader, out string text)
    {
        text = "";
        if (reader.ValueIsEscaped && Escapes.HaveLoneSurrogate(reader.ValueSpan))
        {
            Tell(reader, "a text holds half of a character (an escape from \\ud800 to \\udfff without its partner). Write the character itself.");
            return false;
        }

        text = reader.GetString()!;
        return true;
    }

    private static string Twice(string member) => $"'{member}' stands there twice. Keep one of the two.";

    private void Tell(Utf8JsonReader reader, string text) => _faults.Add(new ManifestFault(LineOf(reader), text));

    private long LineOf(Utf8JsonReader reader) => _json.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n') + 1;
}
