using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>The lead fields by name. A field is known inside the simulator by its ordinal; id has one of its own.</summary>
internal sealed class LeadSchema
{
    public const int Unknown = -1;
    public const int Id = -2;

    private readonly Dictionary<string, int> ordinals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    public LeadSchema(IReadOnlyList<SimulatedField> fields)
    {
        Fields = [.. fields];
        for (var i = 0; i < Fields.Length; i++)
            ordinals.Add(Fields[i].Name, i);
        bySpan = ordinals.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public SimulatedField[] Fields { get; }

    /// <summary>The field of that name, <see cref="Id"/>, or <see cref="Unknown"/>.</summary>
    public int Find(ReadOnlySpan<char> name) =>
        bySpan.TryGetValue(name, out var ordinal) ? ordinal : name is "id" ? Id : Unknown;

    public int Find(ref Utf8JsonReader propertyName)
    {
        Span<char> name = stackalloc char[128];
        return propertyName.ValueSpan.Length > name.Length
            ? Unknown
            : Find(name[..propertyName.CopyString(name)]);
    }

    public bool IsSearchable(int field) => field == Id || (field >= 0 && Fields[field].Searchable);

    public string NameOf(int field) => field == Id ? "id" : Fields[field].Name;
}
