using MarketoSync.EndToEnd.Support;
using MarketoSync.Records;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

/// <summary>One writer per key, in input order.</summary>
public sealed class OrderTests
{
    [Fact]
    public async Task Records_about_one_person_in_a_row_are_written_in_their_order()
    {
        const int Times = 12;
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0, LatencyMilliseconds = 5 });
        using var shell = new Shell(simulator);
        var source = shell.Write("people.ndjson", string.Concat(
            Enumerable.Range(0, 100).SelectMany(person => Enumerable.Range(0, Times).Select(time =>
                $"{{\"email\":\"{(time % 2 == 0 ? "P" : "p")}erson{person}@example.com\",\"firstName\":\"{time}\"}}\n"))));

        var exit = await shell.RunAsync("sync", source, "--run", "r");

        Assert.Equal(0, exit);
        Assert.Equal(100, simulator.LeadCount);
        Assert.Equal(0, simulator.Ledger.Totals.KeysTwiceInOneCall);
        Assert.False(simulator.Ledger.AnyKeyWrittenByOverlappingCalls);
        var results = await shell.ResultsAsync("r");
        for (var person = 0; person < 100; person++)
        {
            var lead = Assert.Single(simulator.FindLeads("email", People.Email(person)));
            Assert.Equal((Times - 1).ToString(System.Globalization.CultureInfo.InvariantCulture), lead.Values["firstName"]);
            var writes = simulator.Ledger.ByKey(People.Email(person));
            Assert.Equal(Enumerable.Range(0, Times).Select(time => time % 2 == 0), writes.Select(write => char.IsUpper(write.Key[0])));
            Assert.Equal(writes.Select(write => write.Call).Order(), writes.Select(write => write.Call));
            var own = results.Skip(person * Times).Take(Times).Select(result => result.Status);
            Assert.Equal([RecordStatus.Created, .. Enumerable.Repeat(RecordStatus.Updated, Times - 1)], own);
        }
    }
}
