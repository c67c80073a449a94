using MarketoSync.Cli.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Tests.Reports;

public sealed class SyncAgainTests
{
    public static TheoryData<SyncOptions, string> Commands { get; } = new()
    {
        { new(), "" },
        { new("leads", "createOnly", "crmId", PartitionName: "EU West"), " --action createOnly --lookup-field crmId --partition-name \"EU West\"" },
        { new("lists/1001", "remove"), " --target lists/1001 --action remove" },
        { new(Mode: "bulk"), " --mode auto" },
        { new("programs/2001/members", Mode: "bulk", MemberStatus: "Visited Booth"), " --target programs/2001/members --mode bulk --member-status \"Visited Booth\"" },
        { new("companies"), " --target companies" },
        { new("companies", "updateOnly", "idField"), " --target companies --action updateOnly --dedupe-by idField" },
        { new("customobjects/order_c", DedupeBy: "orderNumber,line"), " --target customobjects/order_c --dedupe-by orderNumber,line" },
        { new("programs/2001/members", MemberStatus: "Visited Booth"), " --target programs/2001/members --member-status \"Visited Booth\"" },
        { new("activities"), " --target activities" },
        { new(Map: """{"drop":["notes"]}"""), " --map FILE, with the mapping of this run" },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_file_is_synced_again_as_the_run_was(SyncOptions options, string expected)
    {
        Assert.True(SyncRequest.TryRead(options, "x.csv", out var request, out var fault), fault?.Text);
        var run = new RunDefinition(
            "r", "s", request.Target.Name, request.Operation.Action.ToString(), request.Key, request.Mode.Name(), "x.csv", "csv", default, 1, 1, 0,
            request.PartitionName, MemberStatus: request.MemberStatus, KeyFields: request.KeyFields, Map: request.Map);
        Assert.Equal("marketo-sync sync fix.csv" + expected, SyncAgain.Command(run, "fix.csv"));
    }
}
