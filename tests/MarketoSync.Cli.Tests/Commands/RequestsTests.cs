using MarketoSync.Cli.Commands;
using MarketoSync.Intake;
using MarketoSync.Marketo;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Tests.Commands;

public sealed class RequestsTests
{
    private static readonly SyncArguments s_usual = new(
        "people.csv", new SyncOptions("leads", "createOrUpdate", Mode: "sync", OnQuota: "wait"), null, Json: false, "runs");

    [Fact]
    public void Without_options_leads_are_created_or_updated_by_email()
    {
        var request = Requests.Check(s_usual);

        Assert.Equal(
            ("leads", SyncAction.CreateOrUpdate, "email", SourceFormat.Csv, false),
            (request.Target.Name, request.Operation.Action, request.Key, request.Format, request.StopOnQuota));
    }

    [Theory]
    [InlineData("a.csv", null, SourceFormat.Csv)]
    [InlineData("a.CSV", null, SourceFormat.Csv)]
    [InlineData("a.ndjson", null, SourceFormat.Ndjson)]
    [InlineData("a.jsonl", null, SourceFormat.Ndjson)]
    [InlineData("a.json", null, SourceFormat.Json)]
    [InlineData("a.json", "ndjson", SourceFormat.Ndjson)]
    [InlineData("-", "csv", SourceFormat.Csv)]
    [InlineData("export.2026", "JSON", SourceFormat.Json)]
    public void The_format_is_given_or_told_by_the_name(string source, string? format, SourceFormat expected) =>
        Assert.Equal(expected, Requests.Check(Usual(options => options with { Format = format }) with { Source = source }).Format);

    [Theory]
    [InlineData("people", null)]
    [InlineData("-", null)]
    [InlineData("people.xlsx", null)]
    [InlineData("people.csv", "excel")]
    [InlineData("people.csv", "2")]
    [InlineData("people.csv", "")]
    public void A_format_that_nobody_can_tell_is_asked_for(string source, string? format) => Assert.Contains(
        "--format", Refusal(Usual(options => options with { Format = format }) with { Source = source }), StringComparison.Ordinal);

    [Theory]
    [InlineData(" crmId ", "crmId")]
    [InlineData("", "email")]
    [InlineData("  ", "email")]
    public void A_lookup_field_is_trimmed_and_a_blank_one_is_none(string key, string expected) =>
        Assert.Equal(expected, Requests.Check(Usual(options => options with { LookupField = key })).Key);

    [Theory]
    [InlineData("updateOnly", true)]
    [InlineData("createOrUpdate", false)]
    [InlineData("createOnly", false)]
    [InlineData("createDuplicate", false)]
    public void Ids_can_only_be_updated(string action, bool isTaken) =>
        Assert.Equal(isTaken, Refusal(Usual(options => options with { LookupField = "id", Action = action })) is null);

    [Theory]
    [InlineData("createOrUpdate", true)]
    [InlineData("createOnly", true)]
    [InlineData("updateOnly", false)]
    [InlineData("createDuplicate", false)]
    public void A_partition_goes_with_what_may_create(string action, bool isTaken) =>
        Assert.Equal(isTaken, Refusal(Usual(options => options with { PartitionName = "EU", Action = action })) is null);

    [Fact]
    public void On_quota_is_wait_or_stop()
    {
        Assert.True(Requests.Check(Usual(options => options with { OnQuota = "stop" })).StopOnQuota);
        Assert.Equal("--on-quota never is not known. Known: wait, stop.", Refusal(Usual(options => options with { OnQuota = "never" })));
    }

    [Fact]
    public void A_refusal_names_what_is_known()
    {
        Assert.Equal($"--target cars is not known. Known: {string.Join(", ", Target.Patterns)}.", Refusal(Usual(options => options with { Target = "cars" })));
        Assert.Equal("--mode soon is not known. Known: sync, bulk, auto.", Refusal(Usual(options => options with { Mode = "soon" })));
        Assert.Equal(
            "--action add is not known for leads. Known: createOrUpdate, createOnly, updateOnly, createDuplicate, delete.", Refusal(Usual(options => options with { Action = "add" })));
    }

    private static SyncArguments Usual(Func<SyncOptions, SyncOptions> change) => s_usual with { Options = change(s_usual.Options) };

    private static string? Refusal(SyncArguments options)
    {
        try
        {
            Requests.Check(options);
            return null;
        }
        catch (UsageException fault)
        {
            return fault.Message;
        }
    }
}
