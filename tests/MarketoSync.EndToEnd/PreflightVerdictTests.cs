using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MarketoSync.EndToEnd.Support;
using MarketoSync.Records;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

/// <summary>What preflight says of values of every type, held against what becomes of them where it says nothing.</summary>
public sealed class PreflightVerdictTests
{
    private static readonly (string Target, string Key, (SimulatedFieldType Type, string Field)[] Fields) s_leads = ("leads", "email",
    [
        (SimulatedFieldType.String, "firstName"), (SimulatedFieldType.Phone, "mobilePhone"), (SimulatedFieldType.Url, "website"), (SimulatedFieldType.Text, "address"),
        (SimulatedFieldType.Email, "backupEmail"), (SimulatedFieldType.Integer, "numberOfEmployees"), (SimulatedFieldType.Score, "leadScore"),
        (SimulatedFieldType.Percent, "probability"), (SimulatedFieldType.Float, "distance"), (SimulatedFieldType.Currency, "annualRevenue"),
        (SimulatedFieldType.Boolean, "unsubscribed"), (SimulatedFieldType.Date, "dateOfBirth"), (SimulatedFieldType.DateTime, "lastContactedAt"),
    ]);

    private static readonly (string Target, string Key, (SimulatedFieldType Type, string Field)[] Fields) s_cars = ("customobjects/car_c", "vin",
    [
        (SimulatedFieldType.String, "model"), (SimulatedFieldType.Integer, "year"), (SimulatedFieldType.Currency, "price"), (SimulatedFieldType.Boolean, "electric"),
        (SimulatedFieldType.Date, "soldOn"), (SimulatedFieldType.DateTime, "inspectedAt"),
    ]);

    [Property(MaxTest = 5, Arbitrary = [typeof(Generators)])]
    public async Task In_calls_nothing_is_held_back_that_gets_in_and_nothing_is_sent_that_is_known_to_be_refused(FieldSample[] samples, bool isOfLeads, bool isAuto)
    {
        foreach (var (sample, gotIn, isHeld) in await VerdictsAsync(samples, isOfLeads ? s_leads : s_cars, "sync", isAuto ? "auto" : "sync"))
        {
            Assert.False(gotIn && isHeld, $"{sample} was held back and would have got in.");
            if (sample.IsTaken is { } isTaken) Assert.Equal((sample, isTaken, !isTaken), (sample, gotIn, isHeld));
        }
    }

    [Property(MaxTest = 5, Arbitrary = [typeof(Generators)])]
    public async Task In_files_nothing_is_held_back_that_is_imported(FieldSample[] samples, bool isOfLeads)
    {
        // A row holds nothing else.
        var flat = samples.Where(sample => sample.Json is not ("null" or "\"\"") && sample.Json[0] is not ('{' or '[')).ToArray();
        foreach (var (sample, gotIn, isHeld) in await VerdictsAsync(flat, isOfLeads ? s_leads : s_cars, "bulk"))
        {
            Assert.False(gotIn && isHeld, $"{sample} was held back and would have been imported.");
            if (sample.IsTaken is true) Assert.True(gotIn, sample.ToString());
            if (isHeld) Assert.Contains(sample.Type, (SimulatedFieldType[])[SimulatedFieldType.Integer, SimulatedFieldType.Score, SimulatedFieldType.Percent]);
        }
    }

    /// <param name="mode">In which the records go without preflight.</param>
    /// <param name="checkedMode">In which they go with it.</param>
    private static async Task<IEnumerable<(FieldSample Sample, bool GotIn, bool IsHeld)>> VerdictsAsync(
        FieldSample[] samples, (string Target, string Key, (SimulatedFieldType Type, string Field)[] Fields) at, string mode, string? checkedMode = null)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions
        {
            CallsPerWindow = 0, OverLongValues = OverLongValues.SkipRecord, Imports = new() { TimePerRow = TimeSpan.Zero },
        });
        using var shell = new Shell(simulator);
        var sent = samples.Where(sample => at.Fields.Any(one => one.Type == sample.Type)).ToArray();
        var source = shell.Write("records.ndjson", string.Concat(sent.Select((sample, i) =>
            $$"""{"{{at.Key}}":"k{{i}}@example.com","{{at.Fields.First(one => one.Type == sample.Type).Field}}":{{sample.Json}}}""" + "\n")));
        if (sent.Length == 0) return [];

        await shell.RunAsync("sync", source, "--target", at.Target, "--mode", mode, "--preflight", "off", "--run", "off");
        await shell.RunAsync("sync", source, "--target", at.Target, "--mode", checkedMode ?? mode, "--preflight", "reject", "--run", "reject");

        return sent.Zip(await shell.ResultsAsync("off"), await shell.ResultsAsync("reject"))
            .Select(one => (one.First, one.Second.Status.GotIn(), one.Third.Status == RecordStatus.Rejected));
    }

    internal static class Generators
    {
        public static Arbitrary<FieldSample[]> Samples() => Gen.ArrayOf(Gen.OneOf(s_leads.Fields.Select(one => FieldSample.Of(one.Type))), 250).ToArbitrary();
    }
}
