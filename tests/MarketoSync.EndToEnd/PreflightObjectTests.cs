using MarketoSync.EndToEnd.Support;
using MarketoSync.Records;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

/// <summary>Preflight of objects and actions, each record with what it is rejected for, which is what the simulator refuses it for.</summary>
public sealed class PreflightObjectTests
{
    [Theory]
    [InlineData("customobjects/car_c", "createOrUpdate", null, """
                {"vin":"a1","make":"x"}
                {"vin":7}
        missing-key {"vin":null}
        missing-key {"vin":""}
        missing-key {"make":"x"}
        read-only-field {"vin":"a2","marketoGUID":"x"}
        read-only-field {"vin":"a3","createdAt":"2026-01-01T00:00:00Z"}
        unknown-field {"vin":"a4","Make":"x"}
        wrong-type {"vin":"a5","year":"19x"}
        wrong-type {"vin":"a6","soldOn":"2026-02-30"}
        wrong-type {"vin":{}}
        too-long {"vin":"1234567890123456789012345678901234567"}
        """)]
    [InlineData("customobjects/car_c", "createOnly", null, """
                {"vin":"a1","make":"x"}
        missing-key {"vin":null}
        missing-key {"make":"x"}
        """)]
    [InlineData("customobjects/order_c", "createOrUpdate", null, """
                {"orderNumber":"1","line":1}
        missing-key {"orderNumber":"1"}
        missing-key {"orderNumber":"2","line":null}
        wrong-type {"orderNumber":"2","line":"x"}
        """)]
    [InlineData("companies", "createOrUpdate", null, """
                {"externalCompanyId":"c1","company":"A","industry":"Food"}
        missing-key {"company":"A"}
        read-only-field {"externalCompanyId":"c2","id":7}
        unknown-field {"externalCompanyId":"c3","nope":1}
        wrong-type {"externalCompanyId":"c4","annualRevenue":"a lot"}
        """)]
    [InlineData("opportunities", "createOrUpdate", null, """
                {"externalOpportunityId":"o1","name":"Chairs","closeDate":"2026-08-30"}
        no-value {"externalOpportunityId":"o2","name":null}
        no-value {"externalOpportunityId":"o3","name":""}
        wrong-type {"externalOpportunityId":"o4","name":"n","isWon":"perhaps"}
        """)]
    [InlineData("salespersons", "createOrUpdate", null, """
                {"externalSalesPersonId":"s1","email":"a@example.com"}
        bad-email {"externalSalesPersonId":"s2","email":"grün@example.com"}
        missing-key {"email":"b@example.com"}
        """)]
    [InlineData("namedaccounts", "createOrUpdate", null, """
                {"name":"n1","city":"x","membershipCount":3}
        missing-key {"city":"x"}
        """)]
    [InlineData("leads", "createOrUpdate", null, """
                {"email":"a@example.com","id":null}
                {"email":"b@example.com","externalCompanyId":"c1","company":"Acme"}
        read-only-field {"email":"c@example.com","id":1001}
        read-only-field {"email":"d@example.com","fullName":"x"}
        """)]
    [InlineData("leads", "createOrUpdate", "CrmId", """
        missing-key {"email":"c@example.com"}
        unknown-field {"CrmId":"7"}
        """)]
    [InlineData("leads", "createDuplicate", null, """
                {"firstName":"x"}
                {"email":"","firstName":"x"}
        read-only-field {"email":"c@example.com","originalSourceType":"Web"}
        """)]
    [InlineData("leads", "updateOnly", "email", """
                {"email":"there@example.com","id":1}
                {"email":"THERE@example.com","id":null}
        missing-key {"id":5}
        """)]
    [InlineData("leads", "updateOnly", "id", """
                {"id":"THERE","firstName":"x"}
        missing-key {"email":"b@example.com"}
        missing-key {"id":null,"email":"b@example.com"}
        wrong-type {"id":"x","email":"b@example.com"}
        read-only-field {"id":"THERE","createdAt":null}
        """)]
    [InlineData("programs/2001/members", "updateOnly", null, """
                {"leadId":"THERE","seats":3}
        missing-key {"seats":3}
        wrong-type {"leadId":"THERE","seats":"x"}
        unknown-field {"leadId":"THERE","nope":3}
        read-only-field {"leadId":"THERE","statusName":"Attended"}
        """)]
    public async Task What_is_rejected_is_what_Marketo_refuses(string target, string action, string? key, string lines)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        using var shell = new Shell(simulator);
        var there = await LeadInProgramAsync(simulator, shell);
        var records = lines.Split('\n', StringSplitOptions.TrimEntries)
            .Select(line => line.Split('{', 2)).Select(parts => (Code: parts[0].Trim(), Json: "{" + parts[1].Replace("\"THERE\"", there, StringComparison.Ordinal))).ToArray();
        var source = shell.Write("records.ndjson", string.Concat(records.Select(record => record.Json + "\n")));
        string[] arguments = ["sync", source, "--target", target, "--action", action, .. key is null ? Array.Empty<string>() : ["--lookup-field", key]];

        await shell.RunAsync([.. arguments, "--preflight", "off", "--run", "off"]);
        var sent = await shell.ResultsAsync("off");
        var calls = simulator.Statistics.WriteCalls;
        await shell.RunAsync([.. arguments, "--preflight", "reject", "--run", "reject"]);

        Assert.Equal(records.Select(record => (record.Json, record.Code == "")), records.Zip(sent).Select(one => (one.First.Json, one.Second.Status.GotIn())));
        Assert.Equal(
            records.Select(record => (record.Json, record.Code)),
            records.Zip(await shell.ResultsAsync("reject"))
                .Select(one => (one.First.Json, one.Second.Status == RecordStatus.Rejected ? one.Second.Reasons![0].Code : "")));
        Assert.Equal(records.Any(record => record.Code == ""), simulator.Statistics.WriteCalls > calls);
    }

    private static async Task<string> LeadInProgramAsync(MarketoSimulator simulator, Shell shell)
    {
        await shell.RunAsync("sync", shell.Write("there.csv", "email\nthere@example.com\n"), "--preflight", "off", "--run", "there");
        var id = Assert.Single(simulator.FindLeads("email", "there@example.com")).Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await shell.RunAsync("sync", shell.Write("member.csv", $"leadId\n{id}\n"), "--target", "programs/2001/members", "--member-status", "Invited", "--run", "member");
        return id;
    }
}
