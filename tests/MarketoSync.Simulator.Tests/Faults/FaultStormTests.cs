using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class FaultStormTests
{
    [Fact]
    public async Task A_storm_of_faults_is_repeated_by_its_seed_and_never_breaks_the_simulator_itself()
    {
        var first = await RunAsync(seed: 5);
        var second = await RunAsync(seed: 5);
        Assert.Equal(first.Statistics.Faults, second.Statistics.Faults);
        Assert.Equal(first.Statistics.Outcomes, second.Statistics.Outcomes);
        Assert.Equal(first.Totals, second.Totals);
        Assert.NotEqual(first.Statistics.Faults, (await RunAsync(seed: 6)).Statistics.Faults);

        Assert.DoesNotContain("simulator-bug", first.Statistics.Outcomes.Keys);
        Assert.Equal(first.Statistics.RestCalls, first.Statistics.Outcomes.Values.Sum());
        Assert.InRange(first.Statistics.Faults.Values.Sum(), 100, 200);
        Assert.Equal(first.Leads, first.Totals.Created);
    }

    private static async Task<(SimulatorStatistics Statistics, LedgerTotals Totals, int Leads)> RunAsync(int seed)
    {
        await using var session = await StartAsync(new SimulatorOptions
        {
            Seed = seed,
            CallsPerWindow = 0,
            Faults = new FaultPlan { Rate = 0.5, SlowDelay = TimeSpan.Zero },
        });
        for (var call = 0; call < 300; call++)
        {
            await session.AuthenticateAsync();
            try
            {
                using var response = await session.PostAsync(Upsert($"p{call % 40}@example.com", $"p{call}@example.com", "bad"));
                await response.Content.ReadAsStringAsync();
            }
            catch (HttpRequestException)
            {
                // A reset or a truncated body: the caller of the storm does not mind.
            }
        }
        return (session.Simulator.Statistics, session.Simulator.Ledger.Totals, session.Simulator.LeadCount);
    }
}
