using System.Text.RegularExpressions;
using static MarketoSync.Marketo.SyncAction;
using static MarketoSync.Records.RecordStatus;

namespace MarketoSync.Marketo;

/// <summary>
/// Every target and every way to write it, by Adobe's developer documentation (leads, lead-database, custom-objects, companies, opportunities,
/// sales-persons, named-accounts, list-membership, program-members, activities, and the time-outs at the end of each).
/// </summary>
internal static partial class TargetTable
{
    private const string Gone = "1013";
    private const string LeadGone = "1004";
    private const string NotOnList = "1015";
    private const string AlreadyInStatusOrNotInProgram = "1037";

    private static readonly Target[] s_rows =
    [
        new("leads", "id", ["email"],
        [
            Leads(CreateOrUpdate, Replay.Repeat, takesPartition: true, Created, Updated),
            Leads(CreateOnly, Replay.LookUp, takesPartition: true, Created),
            Leads(UpdateOnly, Replay.Repeat, takesPartition: false, Updated),
            Leads(CreateDuplicate, Replay.LookUp, takesPartition: false, Created),
            new(Delete, "rest/v1/leads/delete.json", Seconds(30), Deleted) { SendsKeysOnly = true, NoOps = [Gone, LeadGone] },
        ],
            new("rest/v1/leads.json", Seconds(60)))
        {
            Rank = 4,

            // That a column of row numbers is passed over is what users report of it (blog.teknkl.com).
            Import = new("bulk/v1/leads.json", "bulk/v1/leads/batch/{job}", ".json", KeyParameter: "lookupField", TakesRowNumbers: true),
            Description = new("rest/v1/leads/describe2.json"),
            Undescribed = ["externalCompanyId", "externalSalesPersonId"],
        },
        Objects("companies", "id", ["externalCompanyId"], Seconds(60)) with { Rank = 2 },
        Objects("salespersons", "id", ["externalSalesPersonId"], Seconds(60)) with { Rank = 1, Undescribed = ["firstName", "lastName"] },

        // An opportunity's name must not be null (opportunities.md).
        Objects("opportunities", "marketoGUID", ["externalOpportunityId"], Seconds(60)) with
        {
            Rank = 5,
            Undescribed = ["name", "description", "amount", "source"],
            NeverNull = ["name"],
        },
        Objects("opportunities/roles", "marketoGUID", ["externalOpportunityId", "leadId", "role"], Seconds(60)) with { Rank = 6 },
        Objects("namedaccounts", "marketoGUID", ["name"], Seconds(120)) with { Rank = 3 },
        Objects("customobjects/NAME", "marketoGUID", [], Seconds(120)) with
        {
            Rank = 7,
            Import = new("bulk/v1/customobjects/NAME/import.json", "bulk/v1/customobjects/NAME/import/{job}", "/status.json"),
        },
        new("lists/ID", "id", ["id"],
        [
            new(Add, "rest/v1/lists/ID/leads.json", Seconds(30), Added) { SendsKeysOnly = true },
            new(Remove, "rest/v1/lists/ID/leads.json", Seconds(30), Removed) { SendsKeysOnly = true, IsDeleteVerb = true, NoOps = [NotOnList] },
        ])
        {
            Rank = 8,
        },
        new("programs/ID/members", "leadId", ["leadId"],
        [
            new(CreateOrUpdate, "rest/v1/programs/ID/members/status.json", Seconds(30), Created, Updated)
            {
                SendsKeysOnly = true, TakesMemberStatus = true, NoOps = [AlreadyInStatusOrNotInProgram],
            },
            new(UpdateOnly, "rest/v1/programs/ID/members.json", Seconds(30), Updated),
            new(Delete, "rest/v1/programs/ID/members/delete.json", Seconds(30), Deleted)
            {
                SendsKeysOnly = true, NoOps = [AlreadyInStatusOrNotInProgram, Gone],
            },
        ],
            new("rest/v1/programs/ID/members.json", Seconds(30)))
        {
            Rank = 9,
            Import = new(
                "bulk/v1/program/ID/members/import.json", "bulk/v1/program/members/import/{job}", "/status.json", KeyFields: ["email"]),
            Description = new("rest/v1/programs/members/describe.json"),
        },
        new("activities", "marketoGUID", ["leadId"],
        [
            new(Add, "rest/v1/activities/external.json", Seconds(90), Added) { Replay = Replay.Never },
        ])
        {
            Rank = 10,
        },
    ];

    public static IReadOnlyList<string> Patterns { get; } = [.. s_rows.Select(row => row.Name)];

    public static TimeSpan LongestServerTimeout { get; } = s_rows.SelectMany(row => row.Operations).Max(operation => operation.ServerTimeout);

    public static Target? Find(string name)
    {
        foreach (var row in s_rows)
        {
            if (Filled(row, name) is { } target) return target;
        }

        return null;
    }

    /// <summary>The row with what the user put into its hole, or null if the name does not fit it.</summary>
    private static Target? Filled(Target row, string name)
    {
        var hole = Holes().Match(row.Name);
        if (!hole.Success) return string.Equals(row.Name, name, StringComparison.OrdinalIgnoreCase) ? row : null;

        var (before, after) = (row.Name[..hole.Index], row.Name[(hole.Index + hole.Length)..]);
        if (name.Length <= before.Length + after.Length
            || !name.StartsWith(before, StringComparison.OrdinalIgnoreCase)
            || !name.EndsWith(after, StringComparison.OrdinalIgnoreCase))
            return null;

        // It becomes part of a path, and of names that logs show.
        var argument = name[before.Length..^after.Length];
        var fits = hole.Value == "ID" ? argument.All(char.IsAsciiDigit) : argument.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
        return fits
            ? row with
            {
                Name = before + argument + after,
                Operations = [.. row.Operations.Select(operation => operation.At(hole.Value, argument))],
                ReadBack = row.ReadBack?.At(hole.Value, argument),
                Import = row.Import?.At(hole.Value, argument),
                Description = row.Description?.At(hole.Value, argument),
            }
            : null;
    }

    private static Operation Leads(SyncAction action, Replay replay, bool takesPartition, params Records.RecordStatus[] successes) =>
        new(action, "rest/v1/leads.json", Seconds(90), successes)
        {
            KeyParameter = "lookupField",

            // Duplicates are created without a look at any key.
            NamesKey = action != CreateDuplicate,
            NamesAction = true,
            TakesPartition = takesPartition,
            Replay = replay,
        };

    /// <summary>What all objects but leads have in common: the time-out of writes, 60 seconds for deletes, 30 for reads.</summary>
    private static Target Objects(string name, string idField, IReadOnlyList<string> dedupeFields, TimeSpan timeout)
    {
        return new(
            name, idField, dedupeFields,
            [
                Sync(CreateOrUpdate, Replay.Repeat, Created, Updated),
                Sync(CreateOnly, Replay.LookUp, Created),
                Sync(UpdateOnly, Replay.Repeat, Updated),
                new(Delete, $"rest/v1/{name}/delete.json", Seconds(60), Deleted) { KeyParameter = "deleteBy", SendsKeysOnly = true, NoOps = [Gone] },
            ],
            new($"rest/v1/{name}.json", Seconds(30)))
        {
            Description = new($"rest/v1/{name}/describe.json"),
        };

        Operation Sync(SyncAction action, Replay replay, params Records.RecordStatus[] successes) =>
            new(action, $"rest/v1/{name}.json", timeout, successes) { KeyParameter = "dedupeBy", NamesAction = true, Replay = replay };
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    [GeneratedRegex("NAME|ID")]
    private static partial Regex Holes();
}
