using MarketoSync.Api.Tests.Support;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Api.Tests.Syncs;

public sealed class ResultsTests
{
    private static readonly RecordResult[] s_results =
    [
        new(0, 2, "a@example.com", RecordStatus.Created, "17", Batch: "0000"),
        new(1, 3, "=cmd|'/c calc'!A1", RecordStatus.Skipped, Reasons: [new("1003", "Invalid, \"really\""), new("1006", "-1 field")], Batch: "0000"),
        new(2, 4, null, RecordStatus.Rejected, Reasons: [new("malformed-json", "Zeile\n2 é")]),
    ];

    [Fact]
    public async Task As_lines_they_are_what_is_stored()
    {
        await using var server = await ApiServer.StartAsync();
        await server.EndAsync("r", RunState.Completed, s_results);

        using var response = await server.Http.GetAsync(new Uri("/api/syncs/r/results", UriKind.Relative));

        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType!.ToString());
        var stored = await server.Store.Open("r").ReadAsync(RunFiles.Results, CancellationToken.None);
        Assert.Equal(stored!.Value.ToArray(), await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("skipped", 1)]
    [InlineData("created,rejected", 2)]
    [InlineData("Created, rejected", 2)]
    [InlineData("failed", 0)]
    public async Task Only_the_statuses_asked_for_are_given(string status, int count)
    {
        await using var server = await ApiServer.StartAsync();
        await server.EndAsync("r", RunState.Completed, s_results);

        var lines = await server.Http.GetStringAsync(new Uri($"/api/syncs/r/results?status={Uri.EscapeDataString(status)}", UriKind.Relative));

        Assert.Equal(count, lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task As_csv_each_record_is_a_row_and_none_is_a_formula()
    {
        await using var server = await ApiServer.StartAsync();
        await server.EndAsync("r", RunState.Completed, s_results);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/syncs/r/results");
        request.Headers.Add("Accept", "text/csv");

        using var response = await server.Http.SendAsync(request);

        Assert.Equal("attachment; filename=\"r-results.csv\"", response.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal(
            "\uFEFFrecord,line,key,status,id,code,message,batch\r\n"
            + "0,2,a@example.com,created,17,,,0000\r\n"
            + "1,3,'=cmd|'/c calc'!A1,skipped,,1003 | 1006,\"Invalid, \"\"really\"\" | -1 field\",0000\r\n"
            + "2,4,,rejected,,malformed-json,\"Zeile\n2 é\",\r\n",
            await ReadAsync(response));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("  =1+1")]
    [InlineData("\t=1+1")]
    [InlineData("＝1+1")]
    public async Task A_key_that_a_spreadsheet_would_compute_is_text(string key)
    {
        await using var server = await ApiServer.StartAsync();
        await server.EndAsync("r", RunState.Completed, new RecordResult(0, 1, key, RecordStatus.Created, "1"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/syncs/r/results");
        request.Headers.Add("Accept", "text/csv");

        using var response = await server.Http.SendAsync(request);

        Assert.Contains($"0,1,'{key},created", await ReadAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_that_is_none_is_told()
    {
        await using var server = await ApiServer.StartAsync();
        await server.EndAsync("r", RunState.Completed, s_results);

        ProblemAnswer.Is("invalid-parameter", 400, await server.GetAsync("/api/syncs/r/results?status=skiped"));
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response) =>
        System.Text.Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
}
