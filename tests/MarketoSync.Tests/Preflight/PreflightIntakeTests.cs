using System.Text;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using MarketoSync.Intake;
using MarketoSync.Mapping;
using MarketoSync.Preflight;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Tests.Intake;
using MarketoSync.Tests.Reports;

namespace MarketoSync.Tests.Preflight;

/// <summary>Preflight as a part of intake.</summary>
public sealed class PreflightIntakeTests
{
    private const string Source = "{\"Mail\":\"a@x\",\"whole\":1}\n{\"Mail\":\"b@x\",\"whole\":\"many\",\"odd\":1}\nbroken\n{\"Mail\":\"c@x\"}\n";
    private const string Map = """{"rename":{"Mail":"email"},"constants":{"text":"const"}}""";

    [Fact]
    public async Task A_warning_rejects_nothing_and_the_summary_tells()
    {
        var warned = await TakeAsync(Source, PreflightMode.Warn);
        var plain = await TakeAsync(Source, PreflightMode.Off);

        Assert.Equal(plain.Stored, warned.Stored);
        Assert.Equal(plain.Rejected, warned.Rejected);
        Assert.Empty(plain.Summary.Findings);
        Assert.Equal(
            [("unknown-field", "odd", 1, new RecordPlace(1, 2)), ("wrong-type", "whole", 1L, new RecordPlace(1, 2))],
            warned.Summary.Findings.Select(finding => (finding.Issue.Code, finding.Issue.Field, finding.Count, finding.First[0])));
    }

    [Fact]
    public async Task Rejecting_rejects_the_mapped_record_with_all_that_is_wrong_with_it()
    {
        var taken = await TakeAsync(Source, PreflightMode.Reject);

        Assert.Equal([0u, 3u], taken.Stored.Select(record => record.Record));
        Assert.Equal([(1u, 2u, "wrong-type"), (2u, 3u, "malformed-json")], taken.Rejected.Select(record => (record.Record, record.Line, record.Code)));
        Assert.Equal(("", """{"email":"b@x","whole":"many","odd":1,"text":"const"}"""), (taken.Rejected[0].Raw, taken.Rejected[0].Json));
        Assert.Equal("unknown-field", Assert.Single(taken.Rejected[0].More!).Code);
        Assert.Equal(("broken", null), (taken.Rejected[1].Raw, taken.Rejected[1].Json));
        Assert.Equal(2, taken.Summary.Findings.Count);
    }

    [Theory]
    [InlineData(SourceFormat.Csv, "email,truth:boolean,whole\na@x,1,7\nb@x,0,many\n")]
    [InlineData(SourceFormat.Json, "[{\"email\":\"a@x\"},\n{\"email\":\"b@x\",\n\"whole\":1.5}]")]
    public async Task It_is_done_in_each_format(SourceFormat format, string source)
    {
        var taken = await Taken.FromAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(source)),
            new IntakeOptions(format, "email", Taken.Limits) { Preflight = Schemas.Plan(mode: PreflightMode.Reject) });

        Assert.Equal("a@x", (string?)JsonNode.Parse(Assert.Single(taken.Texts))!["email"]);
        Assert.Equal((1u, "wrong-type"), (Assert.Single(taken.Rejected).Record, taken.Rejected[0].Code));
    }

    [Fact]
    public async Task A_company_s_field_is_sent_in_either_mode()
    {
        var taken = await Taken.FromAsync(
            new MemoryStream("{\"email\":\"a@x\",\"company\":\"Co\"}"u8.ToArray()),
            new IntakeOptions(SourceFormat.Ndjson, "email", Taken.Limits) { Preflight = Schemas.Plan(mode: PreflightMode.Reject) });

        Assert.Single(taken.Stored);
        Assert.Equal("company-field", Assert.Single(taken.Summary.Findings).Issue.Code);
    }

    [Theory]
    [InlineData(RejectsFormat.Ndjson)]
    [InlineData(RejectsFormat.Csv)]
    public async Task What_was_rejected_for_what_it_says_is_written_out_as_fields_to_be_corrected(RejectsFormat format)
    {
        var run = new RunBuilder().Store(0, """{"email":"a@x"}""").Settle("0001", 0, RecordStatus.Created)
            .Reject(new RejectedRecord(1, 3, "wrong-type", "No number.", "", """{"email":"b@x","whole":"many"}""", [new("unknown-field", "No 'odd'.")]));
        await run.ReportAsync();

        var results = await ResultReader.ReadAsync(run.Folder, null, default).ToListAsync();
        Assert.Equal(("b@x", RecordStatus.Rejected), (results[1].Key, results[1].Status));
        Assert.Equal([new("wrong-type", "No number."), new("unknown-field", "No 'odd'.")], results[1].Reasons);
        var content = new MemoryStream();
        await RejectsWriter.WriteAsync(run.Folder, run.Definition(), content, format, null, default);
        var text = Encoding.UTF8.GetString(content.ToArray());
        Assert.DoesNotContain("marketosync.raw", text, StringComparison.Ordinal);
        var taken = await Taken.FromAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(text.Replace("many", "7", StringComparison.Ordinal))),
            new IntakeOptions(format == RejectsFormat.Csv ? SourceFormat.Csv : SourceFormat.Ndjson, "email", Taken.Limits) { Preflight = Schemas.Plan(mode: PreflightMode.Reject) });
        Assert.Equal(["""{"email":"b@x","whole":"7"}"""], taken.Texts);
    }

    [Property(MaxTest = 100, Arbitrary = [typeof(RecordPreflightTests.Generators)])]
    public async Task Rejecting_takes_just_the_records_out_for_which_there_is_a_reason(RecordPreflightTests.Record[] records)
    {
        var source = string.Join('\n', records.Select(record => record.Json));
        var plan = Schemas.Plan(mode: PreflightMode.Reject);
        var plain = await Taken.NdjsonAsync(source);
        var taken = await Taken.FromAsync(new MemoryStream(Encoding.UTF8.GetBytes(source)), new IntakeOptions(SourceFormat.Ndjson, "email", Taken.Limits) { Preflight = plan });

        var isGood = plain.Stored.ToLookup(record => new RecordPreflight(plan).Check(0, 1, Encoding.UTF8.GetBytes(record.Text)).All(issue => !issue.IsRefused));
        Assert.Equal(isGood[true].Select(record => (record.Record, record.Text)).OrderBy(record => record.Record), taken.Stored.Select(record => (record.Record, record.Text)).OrderBy(record => record.Record));
        Assert.Equal(
            isGood[false].Select(record => (record.Record, (string?)record.Text)).Concat(plain.Rejected.Select(record => (record.Record, record.Json))).OrderBy(record => record.Record),
            taken.Rejected.Select(record => (record.Record, record.Json)));
    }

    private static Task<Taken> TakeAsync(string source, PreflightMode mode)
    {
        Assert.True(FieldMapping.TryRead(Map, out var map, out _));
        return Taken.FromAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(source)),
            new IntakeOptions(SourceFormat.Ndjson, "email", Taken.Limits) { Mapping = map, Preflight = mode == PreflightMode.Off ? null : Schemas.Plan(mode: mode) });
    }
}
