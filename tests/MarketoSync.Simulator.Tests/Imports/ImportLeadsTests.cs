using static MarketoSync.Simulator.Tests.ImportCalls;
using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class ImportLeadsTests
{
    [Fact]
    public async Task An_upload_is_queued_then_imports_then_is_complete_and_its_rows_are_leads()
    {
        var imports = new ImportOptions { TimePerRow = TimeSpan.FromSeconds(1), MaxImporting = 1 };
        await using var session = await StartAsync(new SimulatorOptions { Imports = imports });
        session.Simulator.Imports.Occupy(1, TimeSpan.FromSeconds(10));
        session.Simulator.AddLead(("email", "b@example.com"), ("firstName", "Bo"));
        var created = (await session.UploadAsync(Leads, "email,firstName\na@example.com,Ada\nB@example.com,Bob\n\n"))["result"]![0]!.AsObject();
        Assert.Equal(["batchId", "importId", "status"], created.Select(member => member.Key));
        Assert.Equal((string)created["importId"]!, created["batchId"]!.ToJsonString());
        Assert.Equal("Queued", (string)created["status"]!);

        var path = $"/bulk/v1/leads/batch/{created["batchId"]}.json";
        Assert.Equal("Queued", (string)(await session.StatusAsync(path))["status"]!);
        session.Time.Advance(TimeSpan.FromSeconds(11));
        var importing = await session.StatusAsync(path);
        Assert.Equal(("Importing", 1), ((string)importing["status"]!, (int)importing["numOfLeadsProcessed"]!));
        session.Time.Advance(TimeSpan.FromSeconds(1));
        var complete = (await session.StatusAsync(path)).AsObject();
        Assert.Equal(
            ["batchId", "importId", "status", "numOfLeadsProcessed", "numOfRowsFailed", "numOfRowsWithWarning", "message"],
            complete.Select(member => member.Key));
        Assert.Equal(("Complete", 2, 0), ((string)complete["status"]!, (int)complete["numOfLeadsProcessed"]!, (int)complete["numOfRowsFailed"]!));
        Assert.Equal("Import succeeded, 2 records imported (2 members)", (string)complete["message"]!);

        Assert.Equal("Bob", Assert.Single(session.Simulator.FindLeads("email", "b@example.com")).Values["firstName"]);
        var ledger = session.Simulator.Ledger;
        Assert.Equal((LedgerEffect.Created, 1L, 0), ledger.ByKey("a@example.com").Select(entry => (entry.Effect, entry.Call, entry.Index)).Single());
        Assert.Equal((LedgerEffect.Updated, 1L, 1), ledger.ByKey("b@example.com").Select(entry => (entry.Effect, entry.Call, entry.Index)).Single());
        Assert.Equal(TimeSpan.FromSeconds(1), ledger.Entries[1].At - ledger.Entries[0].At);
    }

    [Fact]
    public async Task A_row_that_fails_leaves_the_job_complete_and_comes_back_with_its_reason()
    {
        await using var session = await StartAsync();
        session.Simulator.AddLead(("email", "two@example.com"));
        session.Simulator.AddLead(("email", "two@example.com"));
        var job = await session.ImportAsync(
            Leads,
            $"""
            email,leadScore,salutation
            ok@example.com,1,Ms
            a@example.com,TEXT,Ms
            b@example.com,1.5,Ms
            ,1,Ms
            c@example.com,1,{new string('x', 256)}
            two@example.com,1,Ms
            d@example.com,1,Ms,more
            """);
        Assert.Equal((ImportStatus.Complete, 7, 1, 6), (job.Status, job.Rows, job.Imported, job.Failed));
        Assert.Equal("Import completed with errors, 1 records imported (1 members), 6 failed", job.Message);
        Assert.Equal(
            [
                "email,leadScore,salutation,Import Failure Reason",
                "a@example.com,TEXT,Ms,Invalid data type in field Lead Score",
                "b@example.com,1.5,Ms,Invalid data type in field Lead Score",
                ",1,Ms,Value for lookup field 'email' not found",
                $"c@example.com,1,{new string('x', 256)},Value too long in field Salutation",
                "two@example.com,1,Ms,Multiple lead match lookup criteria",
                "d@example.com,1,Ms,more,Row has more cells than the header",
            ],
            await session.FailuresAsync(job));
        Assert.Equal("Invalid data type in field Lead Score", Assert.Single(session.Simulator.Ledger.ByKey("a@example.com")).Code);
        Assert.Equal((1L, 6L), (session.Simulator.Ledger.Totals.Created, session.Simulator.Ledger.Totals.Skipped));
    }

    [Fact]
    public async Task An_invalid_email_address_is_a_warning_and_its_row_is_imported_under_it()
    {
        await using var session = await StartAsync();
        var job = await session.ImportAsync(Leads, "email,backupEmail\nINVALID_EMAIL,\na@example.com,nor this\nb@example.com,c@example.com\n");
        Assert.Equal((3, 0, 2), (job.Imported, job.Failed, job.Warned));
        Assert.Equal("Import succeeded, 3 records imported (3 members), 2 warning.", job.Message);
        Assert.Equal(
            ["email,backupEmail,Import Warning Reason", "INVALID_EMAIL,Invalid email address", "a@example.com,nor this,Invalid email address"],
            await session.WarningsAsync(job));
        Assert.Equal(LedgerEffect.Created, Assert.Single(session.Simulator.Ledger.ByKey("INVALID_EMAIL")).Effect);
    }

    [Fact]
    public async Task Without_failures_or_warnings_the_files_are_empty()
    {
        await using var session = await StartAsync();
        var job = await session.ImportAsync(Leads, "email\na@example.com\n");
        Assert.Empty(await session.FailuresAsync(job));
        Assert.Empty(await session.WarningsAsync(job));
    }

    [Theory]
    [InlineData(false, "a@example.com,x,Invalid data type in field Lead Score")]
    [InlineData(true, "a@example.com,x,,,Invalid data type in field Lead Score")]
    public async Task Blank_cells_at_the_end_of_a_row_are_dropped_from_the_failures_unless_configured(bool keep, string line)
    {
        await using var session = await StartAsync(new SimulatorOptions { Imports = new ImportOptions { KeepTrailingBlankCells = keep } });
        var job = await session.ImportAsync(Leads, "email,leadScore,city,crmId\na@example.com,x,,\n");
        Assert.Equal(["email,leadScore,city,crmId,Import Failure Reason", line], await session.FailuresAsync(job));
    }

    [Fact]
    public async Task A_column_that_is_no_field_is_ignored_and_comes_back_with_the_failures()
    {
        await using var session = await StartAsync();
        var job = await session.ImportAsync(Leads, "row,email,leadScore,fullName, city\n1,a@example.com,1,Ada,Rome\n2,b@example.com,x,Bo,Rome\n");
        Assert.Equal((1, 1), (job.Imported, job.Failed));
        Assert.Equal(
            ["row,email,leadScore,fullName, city,Import Failure Reason", "2,b@example.com,x,Bo,Rome,Invalid data type in field Lead Score"],
            await session.FailuresAsync(job));
        Assert.Equal(["email", "leadScore"], Assert.Single(session.Simulator.FindLeads("email", "a@example.com")).Values.Keys.Order());
    }

    [Fact]
    public async Task A_header_without_the_exact_lookup_field_fails_every_row()
    {
        await using var session = await StartAsync();
        var job = await session.ImportAsync(Leads, "city,  email\nRome,a@example.com\nOslo,b@example.com\n");
        Assert.Equal((ImportStatus.Complete, 0, 2), (job.Status, job.Imported, job.Failed));
        Assert.Equal("Rome,a@example.com,Value for lookup field 'email' not found", (await session.FailuresAsync(job))[1]);
    }

    [Theory]
    [InlineData(UnknownColumns.FailJob)]
    [InlineData(UnknownColumns.RefuseCall)]
    public async Task Unknown_columns_can_be_made_to_fail_the_job_or_to_refuse_the_upload(UnknownColumns unknown)
    {
        await using var session = await StartAsync(new SimulatorOptions { Imports = new ImportOptions { UnknownLeadColumns = unknown } });
        const string File = "row,email\n1,a@example.com\n";
        if (unknown is UnknownColumns.RefuseCall)
        {
            Assert.Equal("1006", CodeOf(await session.UploadAsync(Leads, File)));
            Assert.Empty(session.Simulator.Imports.All);
        }
        else
        {
            var job = await session.ImportAsync(Leads, File);
            Assert.Equal((ImportStatus.Failed, 0, "Field 'row' not found"), (job.Status, job.Imported + job.Failed, job.Message));
        }
        Assert.Equal(0, session.Simulator.LeadCount);
    }

    [Fact]
    public async Task Of_a_key_twice_in_one_file_the_later_row_wins_and_both_count()
    {
        await using var session = await StartAsync();
        var job = await session.ImportAsync(Leads, "email,city\na@example.com,Rome\nA@example.com,Oslo\n");
        Assert.Equal((2, 0), (job.Imported, job.Failed));
        Assert.Equal("Oslo", Assert.Single(session.Simulator.FindLeads("email", "a@example.com")).Values["city"]);
        Assert.Equal(new EffectCounts(Created: 1, Updated: 1), session.Simulator.Ledger.Of("leads").CountsOf("a@example.com"));
        Assert.Equal(1, session.Simulator.Ledger.Totals.KeysTwiceInOneCall);
    }

    [Fact]
    public async Task Leads_are_found_by_another_lookup_field_or_by_id_which_only_updates()
    {
        await using var session = await StartAsync();
        var id = session.Simulator.AddLead(("email", "a@example.com"), ("crmId", "C1"));
        var byCrm = await session.ImportAsync($"{Leads}&lookupField=crmId", "crmId,city\nc1,Rome\nC2,Oslo\n");
        Assert.Equal((2, 0), (byCrm.Imported, byCrm.Failed));
        Assert.Equal("Rome", Assert.Single(session.Simulator.FindLeads("crmId", "C1")).Values["city"]);
        Assert.Equal(2, session.Simulator.LeadCount);

        var byId = await session.ImportAsync($"{Leads}&lookupField=id", $"city,id\nBern,{id}\nBern,77\nBern,x\nBern,\n");
        Assert.Equal((1, 3), (byId.Imported, byId.Failed));
        Assert.Equal("Bern", Assert.Single(session.Simulator.FindLeads("crmId", "C1")).Values["city"]);
        Assert.Equal(
            ["Bern,77,Lead not found", "Bern,x,Invalid data type in field Id", "Bern,Value for lookup field 'id' not found"],
            (await session.FailuresAsync(byId))[1..]);
        Assert.Equal("1006", CodeOf(await session.UploadAsync($"{Leads}&lookupField=nope", "email\n")));
        Assert.Equal("1011", CodeOf(await session.UploadAsync($"{Leads}&lookupField=city", "email\n")));
    }

    [Fact]
    public async Task Rows_go_into_the_list_that_the_upload_names()
    {
        await using var session = await StartAsync();
        await session.ImportAsync($"{Leads}&listId=1001&partitionName=Default", "email,leadScore\na@example.com,1\nb@example.com,x\n");
        var lead = Assert.Single(session.Simulator.FindLeads("email", "a@example.com")).Id;
        Assert.Equal([lead], session.Simulator.Memberships.OfList(1001));
        Assert.Equal(LedgerEffect.Added, Assert.Single(session.Simulator.Ledger.Of("lists/1001").Entries).Effect);
        Assert.Equal("1013", CodeOf(await session.UploadAsync($"{Leads}&listId=9", "email\n")));
        Assert.Equal("1013", CodeOf(await session.UploadAsync($"{Leads}&listId=x", "email\n")));
    }

    [Theory]
    [InlineData(BlankCells.LeaveAsIs, "Rome", true)]
    [InlineData(BlankCells.Clear, null, false)]
    public async Task A_blank_cell_leaves_its_field_as_it_is_or_clears_it_as_configured(BlankCells blank, string? city, bool unsubscribed)
    {
        await using var session = await StartAsync(new SimulatorOptions { Imports = new ImportOptions { BlankCells = blank } });
        session.Simulator.AddLead(("email", "a@example.com"), ("city", "Rome"), ("unsubscribed", true));
        await session.ImportAsync(Leads, "email,city,unsubscribed\na@example.com,,\"\"\n");
        var values = Assert.Single(session.Simulator.FindLeads("email", "a@example.com")).Values;
        Assert.Equal(city, values.GetValueOrDefault("city"));
        Assert.Equal(unsubscribed, values["unsubscribed"]);
    }

    [Theory]
    [InlineData(NullTexts.Store, "NULL", 1)]
    [InlineData(NullTexts.Clear, null, 0)]
    public async Task The_text_null_is_a_text_or_clears_its_field_as_configured(NullTexts nulls, string? city, int failed)
    {
        await using var session = await StartAsync(new SimulatorOptions { Imports = new ImportOptions { NullTexts = nulls } });
        session.Simulator.AddLead(("email", "a@example.com"), ("city", "Rome"));
        var job = await session.ImportAsync(Leads, "email,city,leadScore\na@example.com,NULL,\nb@example.com,,null\n");
        Assert.Equal(city, Assert.Single(session.Simulator.FindLeads("email", "a@example.com")).Values.GetValueOrDefault("city"));
        Assert.Equal(failed, job.Failed);
    }

    [Theory]
    [InlineData("csv", ",")]
    [InlineData("tsv", "\t")]
    [InlineData("ssv", ";")]
    public async Task Each_format_has_its_delimiter_which_the_failures_have_too(string format, string delimiter)
    {
        await using var session = await StartAsync();
        var job = await session.ImportAsync(
            $"/bulk/v1/leads.json?format={format}",
            In("\ufeffemail,city,leadScore\r\na@example.com,\"Rome, \"\"new\"\"\",1\r\n\"b@example.com\",\"x,y;z\tä\",x"));
        Assert.Equal((1, 1), (job.Imported, job.Failed));
        Assert.Equal($"Rome{delimiter} \"new\"", Assert.Single(session.Simulator.FindLeads("email", "a@example.com")).Values["city"]);
        Assert.Equal(
            [
                In("email,city,leadScore,Import Failure Reason"), In("b@example.com,\"x,y;z\tä\",x,Invalid data type in field Lead Score"),
            ],
            await session.FailuresAsync(job));

        string In(string text) => text.Replace(",", delimiter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_values_are_not_kept_rows_are_checked_and_found_by_key_all_the_same()
    {
        await using var session = await StartAsync(new SimulatorOptions { KeepFields = false });
        const string File = "email,city,leadScore\na@example.com,Rome,1\nb@example.com,Rome,x\nbad,Rome,1\n";
        var first = await session.ImportAsync(Leads, File);
        Assert.Equal((2, 1, 1), (first.Imported, first.Failed, first.Warned));
        await session.ImportAsync(Leads, File);
        Assert.Equal(2, session.Simulator.LeadCount);
        Assert.Equal(new LedgerTotals(2, 2, 2, 0, 0, 0), session.Simulator.Ledger.Totals);
    }
}
