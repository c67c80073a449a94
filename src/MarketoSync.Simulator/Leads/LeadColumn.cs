namespace MarketoSync.Simulator;

/// <summary>What a read can ask of a lead: a field of the schema or one of the three that every lead has.</summary>
internal static class LeadColumn
{
    public const int CreatedAt = -3;
    public const int UpdatedAt = -4;

    public static bool TryFind(LeadSchema schema, string name, out int column)
    {
        column = name switch
        {
            "createdAt" => CreatedAt,
            "updatedAt" => UpdatedAt,
            _ => schema.Find(name),
        };
        return column != LeadSchema.Unknown;
    }
}
