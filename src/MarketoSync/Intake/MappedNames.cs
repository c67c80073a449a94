using System.Text;
using System.Text.Json;
using MarketoSync.Mapping;

namespace MarketoSync.Intake;

/// <summary>A mapping as records are held against it.</summary>
internal sealed class MappedNames
{
    private readonly Dictionary<byte[], MappedName>.AlternateLookup<ReadOnlySpan<byte>> _names =
        new Dictionary<byte[], MappedName>(Utf8Comparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    private readonly FieldMapping _mapping;

    public MappedNames(FieldMapping mapping)
    {
        _mapping = mapping;
        foreach (var (from, to) in mapping.Renames) Add(from, Utf8(to), Utf8(FieldMappingText.Quoted(to) + ":"));
        foreach (var name in mapping.Drops) Add(name, null, null);
        foreach (var name in mapping.Constants.Keys.Where(name => !_names.Dictionary.ContainsKey(Utf8(name)))) Add(name, null, null);
        Constants = Utf8(string.Concat(mapping.Constants
            .OrderBy(constant => constant.Key, StringComparer.Ordinal)
            .Select(constant => $",{FieldMappingText.Quoted(constant.Key)}:{constant.Value}")));
        Mark = Utf8(mapping.Mark);
    }

    /// <summary>The constants as JSON properties, each with a comma before it.</summary>
    public byte[] Constants { get; }

    /// <summary>What a record is marked with that this mapping was applied to.</summary>
    public byte[] Mark { get; }

    /// <summary>What is to be done with a name of the source, or null where it goes on as it is. It counts as met.</summary>
    public MappedName? Find(ReadOnlySpan<byte> name)
    {
        if (!_names.TryGetValue(name, out var found)) return null;
        found.IsMet = true;
        return found;
    }

    /// <summary>Names that the mapping renames or drops and that the source does not have.</summary>
    public IReadOnlyList<string> Unmet() =>
        [.. _mapping.Renames.Keys.Concat(_mapping.Drops).Where(name => !_names.Dictionary[Utf8(name)].IsMet).Order(StringComparer.Ordinal)];

    /// <summary>The text or the number that the field has in every record, or nothing where it is not one constant.</summary>
    public byte[] ConstantText(string name)
    {
        if (!_mapping.Constants.TryGetValue(name, out var value)) return [];

        using var json = JsonDocument.Parse(value);
        return json.RootElement.ValueKind is JsonValueKind.String or JsonValueKind.Number ? Utf8(json.RootElement.ToString()) : [];
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private void Add(string name, byte[]? sent, byte[]? written) =>
        _names.Dictionary[Utf8(name)] = new MappedName { Sent = sent, Written = written };
}
