namespace MarketoSync.Preflight;

/// <summary>An object of Marketo as its describe call tells of it.</summary>
/// <param name="Name">Null where the call tells none, as the older one for leads.</param>
/// <param name="IdField">The field of Marketo's own id, if the call tells it.</param>
/// <param name="DedupeFields">The fields that together tell objects apart, if the call tells them.</param>
public sealed record ObjectSchema(string? Name, string? IdField, IReadOnlyList<string> DedupeFields, IReadOnlyList<FieldSchema> Fields)
{
    // What leads and companies both have and what is a lead's own, or what ties the two together.
    private static readonly string[] s_leadsOwn = ["id", "createdAt", "updatedAt", "externalCompanyId", "externalSalesPersonId"];

    /// <summary>
    /// The description of leads with the fields marked that belong to a lead's company. No describe call marks them; companies have fields
    /// of the same names.
    /// </summary>
    /// <param name="companies">What the describe call for companies tells.</param>
    public ObjectSchema WithCompany(ObjectSchema companies)
    {
        ArgumentNullException.ThrowIfNull(companies);
        var names = companies.Fields.Select(field => field.Name).Except(s_leadsOwn, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        return this with { Fields = [.. Fields.Select(field => field with { IsOfCompany = names.Contains(field.Name) })] };
    }
}
