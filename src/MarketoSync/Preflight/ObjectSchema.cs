namespace MarketoSync.Preflight;

/// <summary>An object of Marketo as its describe call tells of it.</summary>
/// <param name="Name">Null where the call tells none, as the older one for leads.</param>
/// <param name="IdField">The field of Marketo's own id, if the call tells it.</param>
/// <param name="DedupeFields">The fields that together tell objects apart, if the call tells them.</param>
public sealed record ObjectSchema(string? Name, string? IdField, IReadOnlyList<string> DedupeFields, IReadOnlyList<FieldSchema> Fields)
{
    // The names that lead calls give to the standard fields of companies. Notes have another name in the company's own description.
    private static readonly HashSet<string> s_ofCompany = new(StringComparer.Ordinal)
    {
        "company", "site", "mainPhone", "website", "industry", "annualRevenue", "numberOfEmployees", "sicCode", "mktoCompanyNotes",
        "billingStreet", "billingCity", "billingState", "billingCountry", "billingPostalCode",
    };

    /// <summary>
    /// The description of leads with the standard fields marked that belong to a lead's company. No describe call marks them, and one for
    /// companies costs a call and a permission that who syncs leads need not have; so fields that a customer made for companies stay unmarked.
    /// </summary>
    public ObjectSchema WithCompany() =>
        this with { Fields = [.. Fields.Select(field => field with { IsOfCompany = s_ofCompany.Contains(field.Name) })] };
}
