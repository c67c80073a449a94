using static MarketoSync.Simulator.Tests.ImportCalls;
using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class ImportMembersTests
{
    [Fact]
    public async Task Rows_are_upserted_as_leads_and_as_members_with_the_status()
    {
        await using var session = await StartAsync();
        var known = session.Simulator.AddLead(("email", "b@example.com"));
        session.Simulator.Memberships.AddToProgram(2001, known, "Invited");
        var job = await session.ImportAsync(Members, "email,firstName,registrationCode,seats\na@example.com,Ada,R1,2\nb@example.com,Bo,R2,\n");
        Assert.Equal((ImportKind.ProgramMembers, "programs/2001/members", 2, 0), (job.Kind, job.Object, job.Imported, job.Failed));
        Assert.Equal("Bo", Assert.Single(session.Simulator.FindLeads("email", "b@example.com")).Values["firstName"]);
        Assert.Equal("Registered", session.Simulator.Memberships.StatusIn(2001, known));
        Assert.Equal(["R1", "R2"], session.Simulator.Memberships.OfProgram(2001).Select(member => member.Values["registrationCode"]).Order());
        var (leads, members) = (session.Simulator.Ledger.Totals, session.Simulator.Ledger.Of("programs/2001/members").Totals);
        Assert.Equal((1L, 1L, 1L, 1L), (leads.Created, leads.Updated, members.Created, members.Updated));
        var status = (await session.StatusAsync($"/bulk/v1/program/members/import/{job.Id}/status.json")).AsObject();
        Assert.Equal(
            ["batchId", "importId", "status", "numOfLeadsProcessed", "numOfRowsFailed", "numOfRowsWithWarning", "message"],
            status.Select(member => member.Key));
    }

    [Fact]
    public async Task A_member_that_is_past_the_status_keeps_its_own_and_takes_the_other_values()
    {
        await using var session = await StartAsync();
        var lead = session.Simulator.AddLead(("email", "a@example.com"));
        session.Simulator.Memberships.AddToProgram(2001, lead, "Attended");
        await session.ImportAsync(Members, "email,registrationCode\na@example.com,R1\n");
        Assert.Equal("Attended", session.Simulator.Memberships.StatusIn(2001, lead));
        Assert.Equal("R1", Assert.Single(session.Simulator.Memberships.OfProgram(2001)).Values["registrationCode"]);
    }

    [Fact]
    public async Task Failures_of_lead_fields_and_of_member_fields_write_neither_and_an_invalid_address_is_a_warning()
    {
        await using var session = await StartAsync();
        var job = await session.ImportAsync(
            Members,
            """
            firstName,email,leadScore,seats
            A,a@example.com,TEXT_VALUE_IN_INTEGER_FIELD,1
            B,b@example.com,1,many
            C,INVALID_EMAIL,0,1
            D,,1,1
            """);
        Assert.Equal((1, 3, 1), (job.Imported, job.Failed, job.Warned));
        Assert.Equal(
            [
                "firstName,email,leadScore,seats,Import Failure Reason",
                "A,a@example.com,TEXT_VALUE_IN_INTEGER_FIELD,1,Invalid data type in field Lead Score",
                "B,b@example.com,1,many,Invalid data type in field Seats",
                "D,,1,1,Value for lookup field 'email' not found",
            ],
            await session.FailuresAsync(job));
        Assert.Equal(
            ["firstName,email,leadScore,seats,Import Warning Reason", "C,INVALID_EMAIL,0,1,Invalid email address"], await session.WarningsAsync(job));
        Assert.Equal(1, session.Simulator.LeadCount);
        Assert.Single(session.Simulator.Memberships.OfProgram(2001));
    }

    [Theory]
    [InlineData("row", UnknownColumns.FailJob)]
    [InlineData("statusName", UnknownColumns.FailJob)]
    [InlineData("row", UnknownColumns.RefuseCall)]
    [InlineData("row", UnknownColumns.Ignore)]
    public async Task An_unknown_column_fails_the_job_or_as_configured(string column, UnknownColumns unknown)
    {
        await using var session = await StartAsync(new SimulatorOptions { Imports = new ImportOptions { UnknownMemberColumns = unknown } });
        var file = $"{column},email\n1,a@example.com\n";
        if (unknown is UnknownColumns.RefuseCall)
        {
            Assert.Equal("1006", CodeOf(await session.UploadAsync(Members, file)));
            return;
        }
        var job = await session.ImportAsync(Members, file);
        Assert.Equal(unknown is UnknownColumns.Ignore ? (ImportStatus.Complete, 1) : (ImportStatus.Failed, 0), (job.Status, session.Simulator.LeadCount));
    }

    [Theory]
    [InlineData("/bulk/v1/program/2001/members/import.json?format=csv", "1002")]
    [InlineData("/bulk/v1/program/2001/members/import.json?format=csv&programMemberStatus=Sleeping", "1025")]
    [InlineData("/bulk/v1/program/9/members/import.json?format=csv&programMemberStatus=Invited", "1013")]
    [InlineData("/bulk/v1/program/2001/members/import.json?programMemberStatus=Invited", "1002")]
    public async Task A_wrong_upload_is_refused(string path, string code)
    {
        await using var session = await StartAsync();
        Assert.Equal(code, CodeOf(await session.UploadAsync(path, "email\na@example.com\n")));
        Assert.Empty(session.Simulator.Imports.All);
    }
}
