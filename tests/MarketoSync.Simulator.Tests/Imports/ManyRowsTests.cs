using System.Globalization;
using System.Text;
using static MarketoSync.Simulator.Tests.ImportCalls;
using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class ManyRowsTests
{
    private const int Rows = 120_000;

    [Fact]
    public async Task A_file_near_ten_million_bytes_is_imported_row_by_row()
    {
        await using var session = await StartAsync();
        var file = new StringBuilder("row,email,firstName,lastName,city,leadScore\n", 10_000_000);
        for (var i = 0; i < Rows; i++)
        {
            var score = i % 1000 == 0 ? "x" : "7";
            file.Append(CultureInfo.InvariantCulture, $"{i},person-{i}@customer-{i % 977}.example.com,Ada-{i},Lovelace,London,{score}\n");
        }
        Assert.InRange(file.Length, 8_000_000, 10_000_000);
        var job = await session.ImportAsync(Leads, file.ToString());
        Assert.Equal((Rows, Rows - (Rows / 1000), Rows / 1000), (job.Rows, job.Imported, job.Failed));
        Assert.Equal(Rows - (Rows / 1000), session.Simulator.LeadCount);
        Assert.Equal((Rows / 1000) + 1, (await session.FailuresAsync(job)).Length);
        Assert.Equal("Ada-119999", Assert.Single(session.Simulator.FindLeads("email", "person-119999@customer-805.example.com")).Values["firstName"]);
    }
}
