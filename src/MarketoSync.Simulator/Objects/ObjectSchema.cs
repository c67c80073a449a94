namespace MarketoSync.Simulator;

/// <summary>The fields of one object type by name. Inside, a field is known by its ordinal; id and times have ones of their own.</summary>
internal sealed class ObjectSchema
{
    public const int Unknown = -1;
    public const int Id = -2;
    public const int CreatedAt = -3;
    public const int UpdatedAt = -4;

    private readonly Dictionary<string, int> ordinals = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">A field is there twice, or a key field, required field or link names none.</exception>
    public ObjectSchema(SimulatedObjectType type)
    {
        (Type, Fields) = (type, [.. type.Fields]);
        for (var i = 0; i < Fields.Length; i++)
            ordinals.Add(Fields[i].Name, i);
        if (HasId) ordinals.Add(type.IdField, Id);
        ordinals.Add("createdAt", CreatedAt);
        ordinals.Add("updatedAt", UpdatedAt);
        Key = [.. type.DedupeFields.Select(FieldOf)];
        Required = [.. type.Required.Select(FieldOf)];
        Links = [.. type.Links.Select(link => (FieldOf(link.Field), link))];
        if (Key.Length == 0) throw new ArgumentException($"'{type.Name}' has no key field.", nameof(type));
        Searchable = [.. SearchableFields()];
    }

    public SimulatedObjectType Type { get; }

    public SimulatedField[] Fields { get; }

    public int[] Key { get; }

    public int[] Required { get; }

    public (int Field, ObjectLink Link)[] Links { get; }

    /// <summary>Fields, or compounds of fields, that a read may filter by.</summary>
    public int[][] Searchable { get; }

    /// <summary>Whether its records have an id of their own, which program members have not.</summary>
    public bool HasId => Type.IdField.Length > 0;

    /// <summary>Read by a call that names no fields: id, key, updatedAt and createdAt.</summary>
    public string[] UsualFields => [.. Type.DedupeFields, "updatedAt", "createdAt"];

    /// <summary>The fields of every type, as describe tells them.</summary>
    public IEnumerable<SimulatedField> SystemFields
    {
        get
        {
            if (Type.IdField is "id") yield return new SimulatedField("id", SimulatedFieldType.Integer);
            else if (HasId) yield return new SimulatedField(Type.IdField, SimulatedFieldType.String, 36) { DisplayName = "Marketo GUID" };
            yield return new SimulatedField("createdAt", SimulatedFieldType.DateTime);
            yield return new SimulatedField("updatedAt", SimulatedFieldType.DateTime);
        }
    }

    /// <summary>The names of the key fields, with bars between those of a compound key.</summary>
    public string KeyName => string.Join('|', Type.DedupeFields);

    public int Find(string name) => ordinals.TryGetValue(name, out var ordinal) ? ordinal : Unknown;

    /// <summary>For reads: Adobe's samples ask for <c>marketoGuid</c> where the field is <c>marketoGUID</c>.</summary>
    public int FindColumn(string name) =>
        HasId && string.Equals(name, Type.IdField, StringComparison.OrdinalIgnoreCase) ? Id : Find(name);

    public string NameOf(int ordinal) => ordinal switch
    {
        Id => Type.IdField,
        CreatedAt => "createdAt",
        UpdatedAt => "updatedAt",
        _ => Fields[ordinal].Name,
    };

    public bool IsUpdateable(int ordinal) => ordinal >= 0 && Fields[ordinal].IsWritable && !Key.Contains(ordinal);

    /// <summary>The fields that a filter type stands for: a searchable field, or an alias; empty for none.</summary>
    public int[] Filter(string filterType) => filterType switch
    {
        "dedupeFields" => Key,
        "idField" => HasId ? [Id] : [],
        _ => Searchable.FirstOrDefault(fields => fields.Length == 1 && fields[0] == FindColumn(filterType)) ?? [],
    };

    private int FieldOf(string name) =>
        Find(name) is >= 0 and var field ? field : throw new ArgumentException($"'{Type.Name}' has no field '{name}'.", nameof(name));

    private IEnumerable<int[]> SearchableFields()
    {
        yield return Key;
        if (HasId) yield return [Id];
        for (var i = 0; i < Fields.Length; i++)
            if (Fields[i].Searchable && !(Key.Length == 1 && Key[0] == i))
                yield return [i];
    }
}
