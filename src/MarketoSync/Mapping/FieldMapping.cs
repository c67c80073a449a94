using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace MarketoSync.Mapping;

/// <summary>
/// How the fields of a source become the fields that are sent: some are renamed, some dropped, some set to a constant. Names are
/// compared exactly, capitals and blanks included. A constant stands in every record, in place of a value that the record has. Two
/// mappings are equal if they do the same, however they are written.
/// </summary>
[JsonConverter(typeof(FieldMappingConverter))]
public sealed class FieldMapping : IEquatable<FieldMapping>
{
    internal FieldMapping(
        IReadOnlyDictionary<string, string> renames, IReadOnlyCollection<string> drops, IReadOnlyDictionary<string, string> constants)
    {
        (Renames, Drops, Constants) = (renames, drops, constants);
        Text = FieldMappingText.Of(this);
        Mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)).AsSpan(0, 8));
    }

    /// <summary>The names to send by the names in the source.</summary>
    public IReadOnlyDictionary<string, string> Renames { get; }

    /// <summary>Names in the source of what is not sent.</summary>
    public IReadOnlyCollection<string> Drops { get; }

    /// <summary>Values, as JSON text, by the names to send.</summary>
    public IReadOnlyDictionary<string, string> Constants { get; }

    /// <summary>JSON text that is the same for all equal mappings.</summary>
    public string Text { get; }

    /// <summary>Sixteen hexadecimal digits that tell this mapping from another.</summary>
    public string Mark { get; }

    /// <param name="json">An object with <c>rename</c>, <c>drop</c> and <c>constants</c>, each of which may be left out.</param>
    public static bool TryRead(string json, [NotNullWhen(true)] out FieldMapping? mapping, [NotNullWhen(false)] out MappingFault? fault)
    {
        ArgumentNullException.ThrowIfNull(json);
        (mapping, fault) = FieldMappingReader.Read(json);
        return mapping is not null;
    }

    public bool Equals(FieldMapping? other) => other is not null && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as FieldMapping);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    public override string ToString() => Text;
}
