namespace MarketoSync.Simulator;

/// <summary>One field of the lead schema.</summary>
/// <param name="Name">The REST name, matched exactly.</param>
/// <param name="Type">What values it takes.</param>
/// <param name="Length">Characters a value may have; UTF-8 bytes for <see cref="LeadFieldType.Text"/>. Unused for other types.</param>
/// <param name="Searchable">Whether it may be a lookup field or a filter type.</param>
public sealed record LeadField(string Name, LeadFieldType Type, int Length = 255, bool Searchable = false)
{
    /// <summary>A schema as a middling subscription has it, with <c>crmId</c> as the customer's own key.</summary>
    public static IReadOnlyList<LeadField> Usual { get; } =
    [
        new("email", LeadFieldType.Email, Searchable: true),
        new("crmId", LeadFieldType.String, Searchable: true),
        new("externalCompanyId", LeadFieldType.String, 100, Searchable: true),
        new("externalSalesPersonId", LeadFieldType.String, 100, Searchable: true),
        new("firstName", LeadFieldType.String),
        new("middleName", LeadFieldType.String),
        new("lastName", LeadFieldType.String),
        new("salutation", LeadFieldType.String),
        new("title", LeadFieldType.String),
        new("department", LeadFieldType.String),
        new("company", LeadFieldType.String),
        new("industry", LeadFieldType.String),
        new("website", LeadFieldType.Url),
        new("phone", LeadFieldType.Phone),
        new("mobilePhone", LeadFieldType.Phone),
        new("address", LeadFieldType.Text, 2000),
        new("city", LeadFieldType.String),
        new("state", LeadFieldType.String),
        new("postalCode", LeadFieldType.String),
        new("country", LeadFieldType.String),
        new("dateOfBirth", LeadFieldType.Date),
        new("leadScore", LeadFieldType.Score),
        new("leadSource", LeadFieldType.String),
        new("leadStatus", LeadFieldType.String),
        new("rating", LeadFieldType.String),
        new("unsubscribed", LeadFieldType.Boolean),
        new("doNotCall", LeadFieldType.Boolean),
        new("numberOfEmployees", LeadFieldType.Integer),
        new("annualRevenue", LeadFieldType.Currency),
        new("probability", LeadFieldType.Percent),
        new("distance", LeadFieldType.Float),
        new("lastContactedAt", LeadFieldType.DateTime),
        new("backupEmail", LeadFieldType.Email),
        new("notes", LeadFieldType.Text, 30_000),
    ];
}
