using System.Net;
using static MarketoSync.Simulator.Tests.ImportCalls;
using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class ImportObjectsTests
{
    [Fact]
    public async Task An_upload_answers_with_the_objects_name_and_its_status_with_operation_and_time()
    {
        await using var session = await StartAsync();
        session.Simulator.Objects.Add("customobjects/car_c", ("vin", "V1"), ("color", "red"));
        var created = (await session.UploadAsync(Cars, "vin,color\nv1,blue\nV2,green\n"))["result"]![0]!.AsObject();
        Assert.Equal(["batchId", "status", "objectApiName"], created.Select(member => member.Key));
        session.Time.Advance(TimeSpan.FromSeconds(1));
        var status = (await session.StatusAsync($"/bulk/v1/customobjects/car_c/import/{created["batchId"]}/status.json")).AsObject();
        Assert.Equal(
            [
                "batchId", "operation", "status", "objectApiName", "numOfObjectsProcessed", "numOfRowsFailed", "numOfRowsWithWarning", "importTime",
                "message",
            ],
            status.Select(member => member.Key));
        Assert.Equal(
            ("import", "Complete", "car_c", 2, "1 second(s)"),
            ((string)status["operation"]!, (string)status["status"]!, (string)status["objectApiName"]!, (int)status["numOfObjectsProcessed"]!,
                (string)status["importTime"]!));
        Assert.Equal("blue", session.Simulator.Objects.Find("customobjects/car_c", "V1")!.Values["color"]);
        var ledger = session.Simulator.Ledger.Of("customobjects/car_c");
        Assert.Equal((LedgerEffect.Updated, LedgerEffect.Created), (ledger.Entries[0].Effect, ledger.Entries[1].Effect));
        Assert.Equal(session.Simulator.Objects.Find("customobjects/car_c", "V2")!.Id, ledger.Entries[1].ObjectId);
    }

    [Fact]
    public async Task Without_failures_the_answer_is_HTTP_404()
    {
        await using var session = await StartAsync();
        var job = await session.ImportAsync(Cars, "vin\nV1\n");
        foreach (var file in new[] { "failures", "warnings" })
        {
            using var response = await session.Http.GetAsync($"/bulk/v1/customobjects/car_c/import/{job.Id}/{file}.json");
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
        Assert.Equal(2, session.Simulator.Statistics.Outcomes["http-404"]);
    }

    [Fact]
    public async Task A_blank_before_the_key_fields_name_fails_every_row_even_beside_other_unknown_columns()
    {
        await using var session = await StartAsync();
        var job = await session.ImportAsync(Cars, "color,make,nope, vin\nred,bmw,2002,W1\nblue,bmw,320i,W2\n");
        Assert.Equal((ImportStatus.Complete, 0, 2), (job.Status, job.Imported, job.Failed));
        Assert.Equal("Import completed with errors, 0 records imported (0 members), 2 failed", job.Message);
        Assert.Equal(
            ["color,make,nope, vin,Import Failure Reason", "red,bmw,2002,W1,missing.dedupe.fields", "blue,bmw,320i,W2,missing.dedupe.fields"],
            await session.FailuresAsync(job));
    }

    [Theory]
    [InlineData(UnknownColumns.FailJob)]
    [InlineData(UnknownColumns.RefuseCall)]
    [InlineData(UnknownColumns.Ignore)]
    public async Task Another_unknown_column_fails_the_job_or_as_configured(UnknownColumns unknown)
    {
        await using var session = await StartAsync(new SimulatorOptions { Imports = new ImportOptions { UnknownObjectColumns = unknown } });
        foreach (var column in new[] { "row", "marketoGUID", "Color", "color " })
        {
            var file = $"vin,{column}\nV1,1\n";
            if (unknown is UnknownColumns.RefuseCall)
            {
                Assert.Equal("1006", CodeOf(await session.UploadAsync(Cars, file)));
                continue;
            }
            var job = await session.ImportAsync(Cars, file);
            Assert.Equal(unknown is UnknownColumns.FailJob ? (ImportStatus.Failed, 0) : (ImportStatus.Complete, 1), (job.Status, job.Imported));
        }
        Assert.Equal(unknown is UnknownColumns.Ignore ? 1 : 0, session.Simulator.Objects.Count("customobjects/car_c"));
    }

    [Fact]
    public async Task A_column_twice_fails_the_job()
    {
        await using var session = await StartAsync();
        var job = await session.ImportAsync(Cars, "vin,color,color\nV1,red,blue\n");
        Assert.Equal((ImportStatus.Failed, "Field 'color' is there twice"), (job.Status, job.Message));
    }

    [Fact]
    public async Task Rows_without_a_whole_key_or_with_a_link_to_nothing_fail()
    {
        await using var session = await StartAsync();
        var lead = session.Simulator.AddLead(("email", "a@example.com"));
        session.Simulator.Objects.Add("customobjects/car_c", ("vin", "V1"));
        var job = await session.ImportAsync(
            Orders,
            $"orderNumber,line,leadId,vin\nO1,1,{lead},V1\nO1,2,{lead},\nO1,,{lead},V1\nO2,1,{lead + 1},V1\nO3,1,{lead},V9\nO4,x,{lead},V1\no1,1,,V1\n");
        Assert.Equal((3, 4), (job.Imported, job.Failed));
        Assert.Equal(
            [
                $"O1,,{lead},V1,missing.dedupe.fields", $"O2,1,{lead + 1},V1,Lead not found", $"O3,1,{lead},V9,Object not found",
                $"O4,x,{lead},V1,Invalid data type in field Line",
            ],
            (await session.FailuresAsync(job))[1..]);
        var totals = session.Simulator.Ledger.Of("customobjects/order_c").Totals;
        Assert.Equal((2L, 1L, 4L, 1L), (totals.Created, totals.Updated, totals.Skipped, totals.KeysTwiceInOneCall));
        Assert.Equal(new EffectCounts(Created: 1, Updated: 1), session.Simulator.Ledger.Of("customobjects/order_c").CountsOf("O1|1"));
    }

    [Fact]
    public async Task A_job_is_known_only_under_its_own_object()
    {
        await using var session = await StartAsync();
        var job = await session.ImportAsync(Cars, "vin\nV1\n");
        foreach (var path in new[]
                 {
                     $"/bulk/v1/customobjects/order_c/import/{job.Id}/status.json", $"/bulk/v1/leads/batch/{job.Id}.json",
                     $"/bulk/v1/program/members/import/{job.Id}/failures.json", $"/bulk/v1/customobjects/car_c/import/{job.Id + 1}/status.json",
                     "/bulk/v1/leads/batch/1.json",
                 })
            Assert.Equal("1013", CodeOf(await session.GetAsync(path)));
        Assert.Equal("610", CodeOf(await session.UploadAsync("/bulk/v1/customobjects/bike_c/import.json?format=csv", "vin\n")));
    }
}
