using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

/// <summary>Holds any sequence of calls on one list against a set.</summary>
public class ListModelTests
{
    public static Arbitrary<(bool Adds, int[] Leads)[]> Calls() =>
        (from adds in Gen.Elements(true, false)
         from count in Gen.Choose(1, 4)
         from leads in Gen.Choose(0, 4).ArrayOf(count)
         select (adds, leads)).ArrayOf().ToArbitrary();

    [Property(MaxTest = 30, Arbitrary = [typeof(ListModelTests)])]
    public async Task Any_sequence_of_adding_and_removing_agrees_with_a_set((bool Adds, int[] Leads)[] calls)
    {
        await using var session = await StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        // Place 4 is a lead that does not exist.
        long[] ids = [.. Enumerable.Range(0, 4).Select(i => session.Simulator.AddLead(("email", $"{i}@example.com"))), 999_999];
        var model = new SortedSet<long>();
        foreach (var (adds, leads) in calls)
        {
            var expected = leads.Select(lead => lead == 4 ? "1004" : adds ? Add(model, ids[lead]) : model.Remove(ids[lead]) ? "removed" : "1015").ToList();
            var body = $$"""{"input":[{{string.Join(',', leads.Select(lead => $$"""{"id":{{ids[lead]}}}"""))}}]}""";
            Assert.Equal(expected, Outcomes(await session.SyncAsync(body, "/rest/v1/lists/1001/leads.json" + (adds ? "" : "?_method=DELETE"))));
        }
        Assert.Equal(model, session.Simulator.Memberships.OfList(1001));
    }

    private static string Add(SortedSet<long> model, long lead)
    {
        model.Add(lead);
        return "added";
    }
}
