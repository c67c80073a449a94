using Type = MarketoSync.Simulator.SimulatedFieldType;

namespace MarketoSync.Simulator;

/// <summary>
/// The objects that every subscription has, with the fields and labels of Adobe's describe samples and a few more of its standard
/// fields. A native CRM sync owns the first four: companies and opportunities can then only be read, the others not be reached at all.
/// </summary>
public static class StandardObjects
{
    public static IReadOnlyList<SimulatedObjectType> All { get; } =
    [
        new("companies", ["externalCompanyId"],
        [
            new("externalCompanyId", Type.String, 100),
            new("company", Type.String, Searchable: true) { DisplayName = "Company Name" },
            new("externalSalesPersonId", Type.String, 100),
            new("industry", Type.String),
            new("website", Type.Url),
            new("annualRevenue", Type.Currency),
            new("numberOfEmployees", Type.Integer) { DisplayName = "Num Employees" },
            new("site", Type.String),
            new("mainPhone", Type.String),
            new("sicCode", Type.String, 40) { DisplayName = "SIC Code" },
            new("billingStreet", Type.Text, 2000) { DisplayName = "Billing Address" },
        ])
        {
            DescribeName = "Company", IdField = "id", RefusesKeyTwice = true, Crm = CrmRule.ReadOnly,
            Links = [new("externalSalesPersonId", "salespersons", "externalSalesPersonId", Checked: false)],
        },
        new("opportunities", ["externalOpportunityId"],
        [
            new("externalOpportunityId", Type.String, 50),
            new("name", Type.String),
            new("description", Type.String, 2000),
            new("type", Type.String),
            new("stage", Type.String),
            new("amount", Type.Currency),
            new("source", Type.String),
            new("isClosed", Type.Boolean),
            new("isWon", Type.Boolean),
            new("quantity", Type.Float),
            new("probability", Type.Percent),
            new("closeDate", Type.Date),
            new("externalCreatedDate", Type.DateTime),
            new("externalSalesPersonId", Type.String, 100),
        ])
        {
            DescribeName = "opportunity", DisplayName = "Opportunity", Required = ["name"], Crm = CrmRule.ReadOnly,
            Links = [new("externalSalesPersonId", "salespersons", "externalSalesPersonId")],
        },
        new("opportunities/roles", ["externalOpportunityId", "leadId", "role"],
        [
            new("externalOpportunityId", Type.String, 50, Searchable: true),
            new("leadId", Type.Integer, Searchable: true),
            new("role", Type.String, 50),
            new("isPrimary", Type.Boolean),
            new("externalCreatedDate", Type.DateTime),
        ])
        {
            DescribeName = "opportunityRole", DisplayName = "Opportunity Role", Crm = CrmRule.Closed,
            Links = [new("externalOpportunityId", "opportunities", "externalOpportunityId"), new("leadId")],
        },
        new("salespersons", ["externalSalesPersonId"],
        [
            new("externalSalesPersonId", Type.String),
            new("email", Type.Email, Searchable: true) { Updateable = false },
            new("firstName", Type.String),
            new("lastName", Type.String),
            new("phone", Type.Phone),
            new("title", Type.String),
        ])
        {
            DescribeName = "SalesPerson", IdField = "id", RefusesDeleteInUse = true, Crm = CrmRule.Closed,
        },
        new("namedaccounts", ["name"],
        [
            new("name", Type.String),
            new("annualRevenue", Type.Currency, Searchable: true),
            new("city", Type.String, Searchable: true),
            new("country", Type.String, Searchable: true),
            new("domainName", Type.String, Searchable: true),
            new("industry", Type.String, Searchable: true),
            new("logoUrl", Type.Url, Searchable: true),
            new("membershipCount", Type.Integer, Searchable: true) { Updateable = false },
            new("numberOfEmployees", Type.Integer, Searchable: true),
            new("score1", Type.Float, Searchable: true),
            new("sicCode", Type.String, 40, Searchable: true) { DisplayName = "SIC Code" },
            new("state", Type.String, Searchable: true),
        ])
        {
            DescribeName = "Named Account", DisplayName = "Named Account",
        },
    ];

    /// <summary>
    /// The custom object types of a subscription that sets none: <c>car_c</c> with the key <c>vin</c> and a link to a lead's
    /// <c>crmId</c>; <c>order_c</c> with the compound key <c>orderNumber</c> + <c>line</c>, a link to a lead's id and one to a car.
    /// </summary>
    public static IReadOnlyList<SimulatedObjectType> UsualCustomObjects { get; } =
    [
        SimulatedObjectType.Custom(
            "car_c", ["vin"],
            [
                new("vin", Type.String, 36) { DisplayName = "VIN" },
                new("crmId", Type.String, 36, Searchable: true) { DisplayName = "CRM Id" },
                new("make", Type.String, 36),
                new("model", Type.String),
                new("year", Type.Integer),
                new("color", Type.String),
                new("price", Type.Currency),
                new("electric", Type.Boolean),
                new("soldOn", Type.Date),
                new("inspectedAt", Type.DateTime),
            ],
            new ObjectLink("crmId", ToField: "crmId")),
        SimulatedObjectType.Custom(
            "order_c", ["orderNumber", "line"],
            [
                new("orderNumber", Type.String, 50, Searchable: true),
                new("line", Type.Integer),
                new("leadId", Type.Integer, Searchable: true),
                new("vin", Type.String, 36) { DisplayName = "VIN" },
                new("quantity", Type.Float),
                new("remark", Type.Text, 2000),
            ],
            new ObjectLink("leadId"), new ObjectLink("vin", "customobjects/car_c", "vin")),
    ];
}
