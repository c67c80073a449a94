using System.Text.Json;
using MarketoSync.EndToEnd.Support;
using MarketoSync.Records;
using MarketoSync.Runs;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

/// <summary>Several objects from one manifest.</summary>
public sealed class SyncAllTests
{
    private static readonly string[] s_runs =
        ["n-1-salespersons", "n-2-companies", "n-3-leads", "n-4-opportunities", "n-5-opportunities-roles", "n-6-customobjects-car_c"];

    [Fact]
    public async Task Each_object_is_written_after_what_its_records_name_although_the_manifest_lists_them_backwards()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var export = CrmExport.Write(shell, simulator);

        var exit = await shell.RunAsync("sync-all", export.Path, "--run", "n");

        Assert.True(exit == 0, shell.Error + shell.Output);
        Assert.All(export.Effects(simulator), effects => Assert.Equal((1, 0), effects));
        // Each object is described before it is written.
        Assert.Equal(2 * CrmExport.Order.Count, simulator.Statistics.RestCalls);
        foreach (var run in s_runs) Assert.Equal(RunState.Completed, (await shell.ReportAsync(run)).State);
        Assert.StartsWith("All 8 records got in.\nrun n · nightly.json\n", shell.Output, StringComparison.Ordinal);
        Assert.Matches("\n *3 +leads +createOrUpdate +2 +2 +0 +2 .* completed *\n", shell.Output);
        Assert.Matches("\n +in all +8 +8 +0 +12 *\n", shell.Output);
        Assert.Contains("\n  marketo-sync report n-6-customobjects-car_c\n", shell.Output, StringComparison.Ordinal);
        Assert.Contains("5 of 6: opportunities/roles, createOrUpdate: 1 record, run n-5-opportunities-roles\nThe record got in.\n", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_share_one_token()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);

        Assert.Equal(0, await shell.RunAsync("sync-all", CrmExport.Write(shell, simulator).Path));

        Assert.Equal(1, simulator.Statistics.IdentityCalls);
    }

    [Fact]
    public async Task All_together_stay_inside_the_rate_limit()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 2, WindowSeconds = 1 });
        using var shell = new Shell(simulator, ("Marketo__CallsPerWindow", "2"), ("Marketo__WindowSeconds", "1"));

        Assert.Equal(0, await shell.RunAsync("sync-all", CrmExport.Write(shell, simulator).Path, "--run", "n"));

        foreach (var run in s_runs) Assert.Empty((await shell.ReportAsync(run)).Calls.Errors);
    }

    [Fact]
    public async Task A_record_that_does_not_get_in_keeps_no_other_object_from_its_turn()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var export = CrmExport.Write(shell, simulator);
        shell.Write("crm/people.csv", "E-Mail,crmId,leadScore\na@example.com,p1,1\nb@example.com,p2,many\nragged@example.com\n");

        var exit = await shell.RunAsync("sync-all", export.Path, "--run", "n", "--json");

        Assert.Equal(1, exit);
        Assert.All(export.Effects(simulator), effects => Assert.Equal((1, 0), effects));
        using var json = JsonDocument.Parse(shell.Output);
        Assert.Equal(("n", "completed"), (json.RootElement.GetProperty("run").GetString(), json.RootElement.GetProperty("state").GetString()));
        var syncs = json.RootElement.GetProperty("syncs").EnumerateArray().ToList();
        Assert.Equal(s_runs, syncs.Select(sync => sync.GetProperty("run").GetString()));
        Assert.Equal("1003", syncs[2].GetProperty("reasons")[0].GetProperty("code").GetString());
        var records = json.RootElement.GetProperty("records");
        Assert.Equal(
            (9, 7, 1, 1, 0),
            (Count("total"), Count("created"), Count("skipped"), Count("rejected"), Count("notSent")));
        Assert.Equal(simulator.Statistics.RestCalls, json.RootElement.GetProperty("calls").GetProperty("total").GetInt64());
        Assert.Equal(shell.Output.TrimEnd(), (await File.ReadAllTextAsync(Path.Combine(shell.Runs, "_shared", "manifests", "n", "summary.json"))).TrimEnd());

        int Count(string status) => records.GetProperty(status).GetInt32();
    }

    [Fact]
    public async Task What_is_deleted_goes_after_what_is_written_and_children_before_their_parents()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        simulator.Objects.Add("salespersons", ("externalSalesPersonId", "old"));
        simulator.Objects.Add("companies", ("externalCompanyId", "gone"), ("externalSalesPersonId", "old"));
        shell.Write("sales-gone.csv", "externalSalesPersonId\nold\n");
        shell.Write("companies-gone.csv", "externalCompanyId\ngone\n");
        shell.Write("companies.csv", "externalCompanyId,company\nnew,Example\n");
        var manifest = shell.Write("m.json", """
            {"syncs":[
              {"source":"sales-gone.csv","target":"salespersons","action":"delete"},
              {"source":"companies-gone.csv","target":"companies","action":"delete"},
              {"source":"companies.csv","target":"companies"}]}
            """);

        var exit = await shell.RunAsync("sync-all", manifest, "--run", "n");

        // A sales person whom a company names could not be deleted.
        Assert.True(exit == 0, shell.Output);
        var report = await shell.ReportAsync("n-3-salespersons");
        Assert.Equal(("delete", 1L), (report.Action, report.Records[RecordStatus.Deleted.Name()]));
        Assert.Equal(1, (await shell.ReportAsync("n-1-companies")).Records[RecordStatus.Created.Name()]);
    }

    [Fact]
    public async Task Two_syncs_of_one_object_go_as_they_are_listed()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        shell.Write("first.csv", "email,firstName\na@example.com,Ada\n");
        shell.Write("second.csv", "email,firstName\na@example.com,Grace\n");
        var manifest = shell.Write("m.json", """{"syncs":[{"source":"first.csv"},{"source":"second.csv"}]}""");

        Assert.Equal(0, await shell.RunAsync("sync-all", manifest));

        Assert.Equal("Grace", Assert.Single(simulator.FindLeads("email", "a@example.com")).Values["firstName"]);
    }
}
