using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using static MarketoSync.Simulator.Tests.ImportCalls;
using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

/// <summary>Whatever rows a file has, each is accounted for once: in the file of failures, or in the ledger as written.</summary>
public class ImportAccountingTests
{
    public static Arbitrary<(string Key, string Number, string Text)[]> Rows() =>
        (from key in Gen.Elements("a@example.com", "A@example.com", "b@example.com", "c", "", "\"", "d@example.com")
         from number in Gen.Elements("1", "", "x", "1.5")
         from text in Gen.Elements("red", "", "blue", "a,b", "\"q\"", "two\nlines", "null", new string('x', 300))
         select (key, number, text)).ArrayOf().ToArbitrary();

    [Property(MaxTest = 25, Arbitrary = [typeof(ImportAccountingTests)])]
    public Task Leads_are_accounted_for((string Key, string Number, string Text)[] rows) => CheckAsync(
        rows, Leads, "row,email,leadScore,city", "leads",
        session => key => session.Simulator.FindLeads("email", key).Single().Values.GetValueOrDefault("city"));

    [Property(MaxTest = 25, Arbitrary = [typeof(ImportAccountingTests)])]
    public Task Custom_objects_are_accounted_for((string Key, string Number, string Text)[] rows) => CheckAsync(
        rows, Cars, "model,vin,year,color", "customobjects/car_c",
        session => key => session.Simulator.Objects.Find("customobjects/car_c", key)!.Values.GetValueOrDefault("color"));

    [Property(MaxTest = 25, Arbitrary = [typeof(ImportAccountingTests)])]
    public Task Program_members_are_accounted_for((string Key, string Number, string Text)[] rows) => CheckAsync(
        rows, Members, "registrationCode,email,seats,city", "leads",
        session =>
        {
            var members = session.Simulator.Ledger.Of("programs/2001/members").Entries;
            Assert.Equal(
                session.Simulator.Ledger.Entries.Where(entry => entry.Effect is not LedgerEffect.Skipped).Select(entry => (entry.Index, entry.LeadId)),
                members.Select(entry => (entry.Index, entry.LeadId)));
            Assert.Equal(members.Select(entry => entry.LeadId).Distinct().Count(), session.Simulator.Memberships.OfProgram(2001).Count);
            return key => session.Simulator.FindLeads("email", key).Single().Values.GetValueOrDefault("city");
        });

    private static async Task CheckAsync(
        (string Key, string Number, string Text)[] rows, string path, string header, string ledger, Func<SimulatorSession, Func<string, object?>> textOf)
    {
        await using var session = await StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        var file = header + "\n" + string.Concat(rows.Select((row, i) => $"{i},{Quoted(row.Key)},{Quoted(row.Number)},{Quoted(row.Text)}\n"));
        var job = await session.ImportAsync(path, file);
        Assert.Equal((ImportStatus.Complete, rows.Length, rows.Length), (job.Status, job.Rows, job.Imported + job.Failed));

        var failed = job.Failed == 0 ? [] : Read(string.Join('\n', await session.FailuresAsync(job)));
        var entries = session.Simulator.Ledger.Of(ledger).Entries;
        Assert.Equal(Enumerable.Range(0, rows.Length), entries.Select(entry => entry.Index));
        Assert.Equal(
            entries.Where(entry => entry.Effect is LedgerEffect.Skipped).Select(entry => (entry.Index, entry.Code!)),
            failed.Select(row => (int.Parse(row[0], CultureInfo.InvariantCulture), row[^1])));
        Assert.Equal(job.Failed, failed.Count);
        Assert.Equal(job.Warned, job.Warned == 0 ? 0 : Read(string.Join('\n', await session.WarningsAsync(job))).Count);

        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, _, text) in entries.Where(entry => entry.Effect is not LedgerEffect.Skipped).Select(entry => rows[entry.Index]))
            texts[key] = text.Length > 0 ? text : texts.GetValueOrDefault(key, "");
        var stored = textOf(session);
        foreach (var (key, text) in texts)
            Assert.Equal(text, stored(key) ?? "");
    }

    /// <summary>The rows under the header.</summary>
    private static List<string[]> Read(string file)
    {
        var reader = new DelimitedReader(Encoding.UTF8.GetBytes(file), (byte)',');
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.Count).Select(reader.Text)]);
        return rows[1..];
    }

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
