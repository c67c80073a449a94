using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd.Support.Storms;

/// <summary>Storms over all that is synced by key and has fields.</summary>
internal static class ObjectStorms
{
    private const int Roles = 5;
    private const int Opportunities = 40;
    private const long FirstLead = 1_001;

    public static IEnumerable<Storm> All => s_kinds.SelectMany(kind => kind.Storms);

    private static readonly ObjectKind[] s_kinds =
    [
        new("companies", thing => [("externalCompanyId", $"c{thing}")], "company", ("numberOfEmployees", "many")),
        new("salespersons", thing => [("externalSalesPersonId", $"s{thing}")], "title", ("email", "nobody")) { AddLinks = UseSomeSalesPersons },
        new("opportunities", thing => [("externalOpportunityId", $"o{thing}")], "name", ("amount", "a lot")) { Always = [("name", "Deal")], IsCsv = true },
        new("opportunities/roles", RoleOf, "externalCreatedDate", ("isPrimary", "maybe")) { AddLinks = AddLeadsAndOpportunities, MayExist = HasLead },
        new("opportunities/roles", RoleOf, "externalCreatedDate", ("isPrimary", "maybe")) { AddLinks = AddLeadsAndOpportunities, MayExist = HasLead, IsCsv = true },
        new("namedaccounts", thing => [("name", $"Account {thing}")], "city", ("numberOfEmployees", "few")),
        new("customobjects/car_c", thing => [("vin", $"VIN-{thing}")], "model", ("year", "new")) { DedupeBy = "vin" },
        new("customobjects/order_c", OrderOf, "remark", ("quantity", "one or two")) { DedupeBy = "orderNumber,line" },
        new("customobjects/order_c", OrderOf, "remark", ("quantity", "one or two")) { DedupeBy = "orderNumber,line", IsCsv = true },
    ];

    private static (string Field, object? Value)[] OrderOf(int thing) => [("orderNumber", $"A-{thing / 3}"), ("line", thing % 3 + 1)];

    /// <summary>Those whose lead does not exist are refused for it.</summary>
    private static (string Field, object? Value)[] RoleOf(int thing) =>
        [("externalOpportunityId", $"o{thing % Opportunities}"), ("leadId", (HasLead(thing) ? FirstLead : 999_000_000) + thing / Roles), ("role", $"Role {thing % Roles}")];

    private static bool HasLead(int thing) => thing % 211 != 7;

    private static void AddLeadsAndOpportunities(MarketoSimulator simulator)
    {
        var first = LeadStorms.AddLeads(simulator, Storm.Records / Roles)[0];
        if (first != FirstLead) throw new InvalidOperationException($"The first lead has the id {first}.");
        for (var opportunity = 0; opportunity < Opportunities; opportunity++)
            simulator.Objects.Add("opportunities", ("externalOpportunityId", $"o{opportunity}"), ("name", "Deal"));
    }

    /// <summary>A sales person of a company cannot be deleted.</summary>
    private static void UseSomeSalesPersons(MarketoSimulator simulator)
    {
        for (var thing = 0; thing < Storm.Records; thing += 57)
            simulator.Objects.Add("companies", ("externalCompanyId", $"c{thing}"), ("externalSalesPersonId", $"s{thing}"));
    }
}
