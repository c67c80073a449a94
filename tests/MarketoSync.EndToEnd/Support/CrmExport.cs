using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd.Support;

/// <summary>Six files that name records of each other, and a manifest that lists them the wrong way round.</summary>
internal sealed class CrmExport
{
    public const string Manifest =
        """
        {
          "syncs": [
            { "source": "crm/cars.ndjson", "target": "customobjects/car_c", "dedupeBy": "vin" },
            { "source": "crm/roles.csv", "target": "opportunities/roles" },
            { "source": "crm/opportunities.csv", "target": "opportunities" },
            { "source": "crm/people.csv", "target": "leads", "lookupField": "email", "map": { "rename": { "E-Mail": "email" } } },
            { "source": "crm/companies.csv", "target": "companies", "map": "crm/companies-map.json" },
            { "source": "crm/sales.ndjson", "target": "salespersons" }
          ]
        }
        """;

    /// <summary>Targets in the order in which they are to be synced, each with the key of one of its records.</summary>
    public static IReadOnlyList<(string Target, string Key)> Order { get; } =
    [
        ("salespersons", "s1"), ("companies", "c1"), ("leads", "a@example.com"), ("opportunities", "o1"), ("opportunities/roles", "o1|{0}|Buyer"), ("customobjects/car_c", "v1"),
    ];

    private CrmExport(string path, long lead) => (Path, Lead) = (path, lead);

    /// <summary>The manifest's path.</summary>
    public string Path { get; }

    /// <summary>The id that the first lead to be created gets.</summary>
    public long Lead { get; }

    public static CrmExport Write(Shell shell, MarketoSimulator simulator, string manifest = Manifest)
    {
        var lead = simulator.AddLead(("email", "there-before@example.com")) + 1;
        Directory.CreateDirectory(shell.PathOf("crm"));
        shell.Write("crm/sales.ndjson", """
            {"externalSalesPersonId":"s1","email":"sales@example.com","lastName":"Hopper"}
            {"externalSalesPersonId":"s2","email":"more-sales@example.com"}
            """);
        shell.Write("crm/companies.csv", "Key,company,externalSalesPersonId\nc1,Example,s1\n");
        shell.Write("crm/companies-map.json", """{"rename":{"Key":"externalCompanyId"}}""");
        shell.Write("crm/people.csv", "E-Mail,crmId,externalCompanyId,externalSalesPersonId\na@example.com,p1,c1,s1\nb@example.com,p2,c1,s2\n");
        shell.Write("crm/opportunities.csv", "externalOpportunityId,name,externalSalesPersonId\no1,Big,s1\n");
        shell.Write("crm/roles.csv", FormattableString.Invariant($"externalOpportunityId,leadId:number,role\no1,{lead},Buyer\n"));
        shell.Write("crm/cars.ndjson", """{"vin":"v1","crmId":"p1"}""");
        return new(shell.Write("nightly.json", manifest), lead);
    }

    /// <summary>How often each record of <see cref="Order"/> was created, and how often something else became of it.</summary>
    public IEnumerable<(int Created, int Else)> Effects(MarketoSimulator simulator) => Order.Select(one =>
    {
        var effects = simulator.Ledger.Of(one.Target).ByKey(one.Key.Replace("{0}", FormattableString.Invariant($"{Lead}"), StringComparison.Ordinal));
        var created = effects.Count(effect => effect.Effect == LedgerEffect.Created);
        return (created, effects.Count - created);
    });
}
