using System.Globalization;
using System.Text;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd.Support.Storms;

/// <summary>Storms over what is done with leads that are there: by their ids.</summary>
internal static class LeadStorms
{
    private const long List = 1001;
    private const long Program = 2001;

    // Some never existed.
    private const int Leads = Storm.Records - 100;

    public static IEnumerable<Storm> All =>
    [
        .. Both(new("leads", "delete", simulator => Of(simulator, "id", _ => true))),
        .. Both(new($"lists/{List}", "add", simulator => Of(simulator, "id", thing => thing % 3 == 0))),
        .. Both(new($"lists/{List}", "remove", simulator => Of(simulator, "id", thing => thing % 3 != 0))),
        .. Both(new($"programs/{Program}/members", "createOrUpdate", Members, "--member-status", "Registered")),
        .. Both(new($"programs/{Program}/members", "updateOnly", Members)),
        .. Both(new($"programs/{Program}/members", "delete", Members)),
        new("activities", "add", Activities),
    ];

    /// <returns>Their ids, which follow one another.</returns>
    public static IReadOnlyList<long> AddLeads(MarketoSimulator simulator, int count) => simulator.AddLeads(Encoding.UTF8.GetBytes(
        string.Join('\n', Enumerable.Range(0, count).Select(lead => $$"""{"email":"{{People.Email(lead)}}"}"""))));

    private static Storm[] Both(Storm storm) => [storm, storm with { IsCsv = true }];

    /// <param name="isThere">Whether a thing is there before.</param>
    private static StormWorld Of(MarketoSimulator simulator, string field, Func<int, bool> isThere)
    {
        var leads = AddLeads(simulator, Leads);
        long[] members = [.. leads.Where((_, thing) => isThere(thing))];
        simulator.Memberships.AddToList(List, members);
        return new StormWorld(Records(leads, field), members.Select(Text).ToHashSet());
    }

    private static StormWorld Members(MarketoSimulator simulator)
    {
        var leads = AddLeads(simulator, Leads);
        string[] statuses = ["Invited", "Registered", "Attended"];
        var before = new HashSet<string>();
        for (var thing = 0; thing < leads.Count; thing++)
        {
            if (thing % 4 == 3) continue;
            simulator.Memberships.AddToProgram(Program, leads[thing], statuses[thing % 4]);
            before.Add(Text(leads[thing]));
        }

        return new StormWorld(Records(leads, "leadId", ("registrationCode", "code")), before);
    }

    private static StormWorld Activities(MarketoSimulator simulator)
    {
        var leads = AddLeads(simulator, Leads);
        return new StormWorld([.. Enumerable.Range(0, Storm.Records).Select(Activity)], new HashSet<string>());

        StormRecord Activity(int record)
        {
            var lead = LeadOf(leads, Storm.ThingOf(record) / 3);
            const string Date = "2026-05-17T10:00:00Z";
            var order = $"order {record}";
            object attributes = new object[] { new Dictionary<string, object?> { ["name"] = "amount", ["value"] = Storm.IsBad(record) ? "a lot" : record } };
            return new StormRecord(
                $"{lead}|100002|{Date}|{order}",
                ("leadId", lead), ("activityDate", Date), ("activityTypeId", 100_002), ("primaryAttributeValue", order), ("attributes", attributes));
        }
    }

    private static List<StormRecord> Records(IReadOnlyList<long> leads, string field, params (string Field, object? Value)[] more) =>
        [.. Enumerable.Range(0, Storm.Records).Select(record => LeadOf(leads, Storm.ThingOf(record))).Select(lead => new StormRecord(Text(lead), [(field, lead), .. more]))];

    private static long LeadOf(IReadOnlyList<long> leads, int thing) => thing < leads.Count ? leads[thing] : 999_000_000 + thing;

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
