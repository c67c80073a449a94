using System.Net;
using System.Text.Json.Nodes;
using static MarketoSync.Simulator.Tests.ImportCalls;
using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class AdminImportsTests
{
    [Fact]
    public async Task Jobs_and_totals_are_given_as_JSON()
    {
        await using var session = await StartAsync();
        await session.StartImportAsync(Leads, "email,leadScore\na@example.com,1\nb@example.com,x\nc,1\n");
        session.Time.Advance(TimeSpan.FromSeconds(1));
        var report = JsonNode.Parse(await session.Http.GetStringAsync("/simulator/imports"))!;
        var (totals, job) = (report["totals"]!, report["jobs"]![0]!);
        Assert.Equal((3, 2, 1, 1), ((int)totals["rows"]!, (int)totals["rowsImported"]!, (int)totals["rowsFailed"]!, (int)totals["rowsWithWarning"]!));
        Assert.Equal((1, 0, 1), ((int)totals["jobs"]!["Leads"]!, (int)totals["jobs"]!["CustomObjects"]!, (int)totals["mostImporting"]!));
        Assert.Equal(("Complete", "Leads", "leads", 1), ((string)job["status"]!, (string)job["kind"]!, (string)job["object"]!, (int)job["call"]!));
        var statistics = JsonNode.Parse(await session.Http.GetStringAsync("/simulator/statistics"))!;
        Assert.Equal((2, 2), ((int)statistics["leads"]!, (int)statistics["ledger"]!["created"]!));
    }

    [Fact]
    public async Task Admin_reads_see_the_rows_that_time_has_made_due()
    {
        await using var session = await StartAsync();
        await session.StartImportAsync(Leads, "email\na@example.com\n");
        session.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Single((await session.Http.GetStringAsync("/simulator/ledger")).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Other_peoples_imports_and_a_failing_one_are_set_over_HTTP()
    {
        await using var session = await StartAsync();
        Assert.Equal("""{"jobs":9}""", await AnswerAsync(session, "/simulator/imports", """{"jobs":9,"seconds":60}"""));
        Assert.Equal("", await AnswerAsync(session, "/simulator/imports/failures", """{"message":"Out of luck"}"""));
        var id = await session.StartImportAsync(Leads, "email\na@example.com\n");
        Assert.Equal("""{"jobs":0}""", await AnswerAsync(session, "/simulator/imports", """{"jobs":1,"seconds":60,"kind":"ProgramMembers"}"""));
        Assert.Equal("Queued", (string)(await session.StatusAsync($"/bulk/v1/leads/batch/{id}.json"))["status"]!);
        session.Time.Advance(TimeSpan.FromMinutes(6));
        var status = await session.StatusAsync($"/bulk/v1/leads/batch/{id}.json");
        Assert.Equal(("Failed", "Out of luck"), ((string)status["status"]!, (string)status["message"]!));
    }

    [Theory]
    [InlineData("""{"jobs":9}""")]
    [InlineData("""{"jobs":9,"seconds":1,"kind":"Webinars"}""")]
    [InlineData("7")]
    public async Task A_wrong_command_is_HTTP_400(string body)
    {
        await using var session = await StartAsync();
        using var response = await session.PostAsync(body, "/simulator/imports");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(session.Simulator.Imports.All);
    }

    private static async Task<string> AnswerAsync(SimulatorSession session, string path, string body)
    {
        using var response = await session.PostAsync(body, path);
        Assert.True(response.IsSuccessStatusCode);
        return await response.Content.ReadAsStringAsync();
    }
}
