using Type = MarketoSync.Simulator.SimulatedFieldType;

namespace MarketoSync.Simulator;

/// <summary>The lead fields of a middling subscription.</summary>
public static class LeadFields
{
    /// <summary>
    /// With <c>crmId</c> as the customer's own key. The fields of a lead's company have the names and labels that Marketo's list of
    /// standard fields gives them; no describe call marks them, but the one of companies has fields of the same names.
    /// </summary>
    public static IReadOnlyList<SimulatedField> Usual { get; } =
    [
        new("email", Type.Email, Searchable: true) { DisplayName = "Email Address" },
        new("crmId", Type.String, Searchable: true) { DisplayName = "CRM Id" },
        new("externalCompanyId", Type.String, 100, Searchable: true),
        new("externalSalesPersonId", Type.String, 100, Searchable: true),
        new("firstName", Type.String),
        new("middleName", Type.String),
        new("lastName", Type.String),
        new("salutation", Type.String),
        new("title", Type.String) { DisplayName = "Job Title" },
        new("department", Type.String),
        new("company", Type.String) { DisplayName = "Company Name" },
        new("industry", Type.String),
        new("website", Type.Url),
        new("phone", Type.Phone) { DisplayName = "Phone Number" },
        new("mobilePhone", Type.Phone) { DisplayName = "Mobile Phone Number" },
        new("address", Type.Text, 2000),
        new("city", Type.String),
        new("state", Type.String),
        new("postalCode", Type.String),
        new("country", Type.String),
        new("dateOfBirth", Type.Date),
        new("leadScore", Type.Score),
        new("leadSource", Type.String),
        new("leadStatus", Type.String),
        new("rating", Type.String),
        new("unsubscribed", Type.Boolean),
        new("doNotCall", Type.Boolean),
        new("numberOfEmployees", Type.Integer) { DisplayName = "Num Employees" },
        new("annualRevenue", Type.Currency),
        new("probability", Type.Percent),
        new("distance", Type.Float),
        new("lastContactedAt", Type.DateTime),
        new("backupEmail", Type.Email),
        new("notes", Type.Text, 30_000),
        new("site", Type.String),
        new("mainPhone", Type.String),
        new("sicCode", Type.String, 40) { DisplayName = "SIC Code" },
        new("billingStreet", Type.Text, 2000) { DisplayName = "Billing Address" },
        new("fullName", Type.Formula, 512),
        new("originalSourceType", Type.String) { Updateable = false },
    ];
}
