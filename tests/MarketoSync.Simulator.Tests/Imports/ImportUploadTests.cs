using System.Net;
using System.Text;
using static MarketoSync.Simulator.Tests.ImportCalls;
using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class ImportUploadTests
{
    private const string File = "email\na@example.com\n";

    [Fact]
    public async Task A_body_above_ten_million_bytes_is_HTTP_413_and_one_below_is_taken()
    {
        await using var session = await StartAsync();
        var row = $"{new string('x', 243)}@example.com\n";
        var fits = "email\n" + string.Concat(Enumerable.Repeat(row, 9_999_000 / row.Length));
        using (var response = await session.Http.PostAsync(Leads, Form(fits + new string('\n', 2_000))))
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(session.Simulator.Imports.All);
        await session.StartImportAsync(Leads, fits);
        var job = Assert.Single(session.Simulator.Imports.All);
        Assert.Equal((fits.Length, 9_999_000 / row.Length), (job.Bytes, job.Rows));
    }

    [Theory]
    [InlineData("multipart/form-data", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nemail\r\n--b--")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nemail\r\n--b\r\n")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nemail")]
    [InlineData("multipart/form-data; boundary=b", "--c\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nemail\r\n--c--")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"leads\"; filename=\"f\"\r\n\r\nemail\r\n--b--")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nemail\r\n--b--")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Type: text/csv\r\n\r\nemail\r\n--b--")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\nemail\r\n--b--")]
    [InlineData("multipart/form-data; boundary=b", "--b--")]
    [InlineData("multipart/form-data; boundary=b", "")]
    public async Task A_broken_form_is_613(string contentType, string body)
    {
        await using var session = await StartAsync();
        Assert.Equal("613", await CodeOfAsync(session, Leads, contentType, body));
    }

    [Theory]
    [InlineData("application/json", "{}", "612")]
    [InlineData("text/csv", "email\n", "612")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n\r\n--b--", "1003")]
    [InlineData("multipart/form-data; boundary=\"b\"", "--b\r\ncontent-disposition: form-data; name=file; filename=f\r\n\r\nemail\r\n--b--\r\n", null)]
    public async Task A_body_of_another_kind_is_612_and_an_empty_file_1003(string contentType, string body, string? code)
    {
        await using var session = await StartAsync();
        Assert.Equal(code, await CodeOfAsync(session, Leads, contentType, body));
    }

    [Theory]
    [InlineData("/bulk/v1/leads.json", "1002")]
    [InlineData("/bulk/v1/leads.json?format=xml", "1003")]
    [InlineData("/rest/bulk/v1/leads.json?format=csv", "610")]
    [InlineData("/bulk/v1/lead.json?format=csv", "610")]
    public async Task A_wrong_path_or_format_is_refused(string path, string code)
    {
        await using var session = await StartAsync();
        Assert.Equal(code, CodeOf(await session.UploadAsync(path, File)));
        Assert.Equal("605", CodeOf(await session.GetAsync(Leads)));
    }

    [Fact]
    public async Task Parameters_may_be_fields_of_the_form()
    {
        await using var session = await StartAsync();
        using var form = (MultipartFormDataContent)Form("crmId\nC1\n");
        form.Add(new StringContent("csv"), "format");
        form.Add(new StringContent("crmId"), "lookupField");
        using var response = await session.Http.PostAsync("/bulk/v1/leads.json", form);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        session.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(session.Simulator.FindLeads("crmId", "C1"));
    }

    [Fact]
    public async Task Imports_obey_token_rate_and_quota_like_other_calls()
    {
        await using var session = await StartAsync(new SimulatorOptions { CallsPerWindow = 2, DailyQuota = 3 });
        session.UseToken("nonsense");
        Assert.Equal("601", CodeOf(await session.UploadAsync(Leads, File)));
        await session.AuthenticateAsync();
        var id = await session.StartImportAsync(Leads, File);
        Assert.Null(CodeOf(await session.GetAsync($"/bulk/v1/leads/batch/{id}.json")));
        Assert.Equal("606", CodeOf(await session.GetAsync($"/bulk/v1/leads/batch/{id}.json")));
        session.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(CodeOf(await session.GetAsync($"/bulk/v1/leads/batch/{id}.json")));
        Assert.Equal("607", CodeOf(await session.UploadAsync(Leads, File)));
        var statistics = session.Simulator.Statistics;
        Assert.Equal((6, 3, 1), (statistics.RestCalls, statistics.AcceptedCalls, statistics.WriteCalls));
    }

    [Theory]
    [InlineData("604-before", 0)]
    [InlineData("604-after", 1)]
    [InlineData("http-503-after", 1)]
    [InlineData("cut-json-after", 1)]
    [InlineData("missing-result-after", 1)]
    [InlineData("1016", 0)]
    public async Task A_job_whose_answer_is_lost_exists_or_does_not(string fault, int jobs)
    {
        await using var session = await StartAsync();
        session.Simulator.FailNext(fault, path: "/bulk/v1/leads");
        await session.UpsertAsync("b@example.com");
        using (await session.Http.PostAsync(Leads, Form(File)))
            Assert.Equal(jobs, session.Simulator.Imports.All.Count);
        session.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(jobs, session.Simulator.Ledger.ByKey("a@example.com").Count);
        await session.StartImportAsync(Leads, File);
        Assert.Equal(jobs, session.Simulator.Imports.Totals.FilesSentAgain);
    }

    [Fact]
    public async Task Faults_that_strike_by_records_leave_uploads_alone()
    {
        var faults = new FaultPlan { TimeOutAboveRecords = 1, Poison = new PoisonRule("example") };
        await using var session = await StartAsync(new SimulatorOptions { Faults = faults });
        Assert.Equal(2, (await session.ImportAsync(Leads, "email\na@example.com\nb@example.com\n")).Imported);
    }

    [Fact]
    public async Task Bulk_answers_are_never_compressed()
    {
        await using var session = await StartAsync();
        var job = await session.ImportAsync(Leads, "email,leadScore\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"p{i}@example.com,x\n")));
        session.Http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        using var response = await session.Http.GetAsync($"/bulk/v1/leads/batch/{job.Id}/failures.json");
        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal(101, (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_file_of_failures_can_be_cut_off()
    {
        await using var session = await StartAsync();
        var job = await session.ImportAsync(Leads, "email,leadScore\na@example.com,x\n");
        var whole = await session.Http.GetStringAsync($"/bulk/v1/leads/batch/{job.Id}/failures.json");
        session.Simulator.FailNext("cut-json-after", FaultTarget.Read);
        Assert.Equal(whole[..(whole.Length / 2)], await session.Http.GetStringAsync($"/bulk/v1/leads/batch/{job.Id}/failures.json"));
        session.Simulator.FailNext("truncated-after", FaultTarget.Read);
        await Assert.ThrowsAsync<HttpRequestException>(() => session.Http.GetStringAsync($"/bulk/v1/leads/batch/{job.Id}/failures.json"));
    }

    private static async Task<string?> CodeOfAsync(SimulatorSession session, string path, string contentType, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var response = await session.Http.PostAsync(path, content);
        return CodeOf(System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
