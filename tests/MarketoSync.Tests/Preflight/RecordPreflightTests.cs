using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MarketoSync.Preflight;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Preflight;

public sealed class RecordPreflightTests
{
    [Theory]
    [InlineData("""{"email":"a@x","firstname":1}""", "unknown-field", "firstname", true)]
    [InlineData("""{"email":"a@x","firstname":null}""", "unknown-field", "firstname", true)]
    [InlineData("""{"email":"a@x","id":7}""", "read-only-field", "id", true)]
    [InlineData("""{"email":"a@x","formula":"x"}""", "read-only-field", "formula", true)]
    [InlineData("""{"text":"a"}""", "missing-key", "email", false)]
    [InlineData("""{"email":null}""", "missing-key", "email", false)]
    [InlineData("""{"email":""}""", "missing-key", "email", false)]
    [InlineData("""{"email":"a@x","whole":"x"}""", "wrong-type", "whole", false)]
    public void An_issue_has_a_code_and_names_its_field(string record, string code, string field, bool isOfField)
    {
        var issue = Assert.Single(Check(new RecordPreflight(Schemas.Plan()), record));

        Assert.Equal((code, field, isOfField, true), (issue.Code, issue.Field, issue.IsOfField, issue.IsRefused));
    }

    [Theory]
    [InlineData("""{"email":"a@x","id":null}""")]
    [InlineData("""{"email":"a@x","externalCompanyId":"c1","externalSalesPersonId":"s1"}""")]
    public void What_Marketo_may_take_is_no_issue(string record) => Assert.Empty(Check(new RecordPreflight(Schemas.Plan()), record));

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public void An_opportunity_s_name_cannot_be_cleared(string name)
    {
        var schema = new ObjectSchema("opportunity", "marketoGUID", ["externalOpportunityId"], [new("externalOpportunityId", FieldType.Text, 50, false)]);
        var preflight = new RecordPreflight(Schemas.Plan(new SyncOptions("opportunities"), schema));

        Assert.Equal(("no-value", "name", true), Assert.Single(Check(preflight, $$"""{"externalOpportunityId":"o1","name":{{name}}}""")) is var issue ? (issue.Code, issue.Field, issue.IsRefused) : default);
        Assert.Empty(Check(preflight, """{"externalOpportunityId":"o1","name":"Chairs","amount":"1604.47"}"""));
    }

    [Theory]
    [InlineData("bulk")]
    [InlineData("auto")]
    public void Of_records_that_may_go_by_files_only_what_imports_are_known_to_refuse_is_refused(string mode)
    {
        var preflight = new RecordPreflight(Schemas.Plan(new SyncOptions(Mode: mode)));

        var issues = Check(
            preflight,
            """{"formula":"1","nope":1,"whole":"many","text":"longer than ten","number":"many","truth":"maybe","date":"30.8.2020","company":"c"}""")
            .Concat(Check(preflight, """{"email":"bad","whole":14.1,"area":{}}""", 1)).Concat(Check(preflight, """{"email":"gr\u00fcn@x","whole":"100%"}""", 2)).ToList();

        Assert.Equal(14, issues.Count);
        Assert.Equal([("wrong-type", "whole"), ("missing-key", "email"), ("wrong-type", "whole")], issues.Where(issue => issue.IsRefused).Select(issue => (issue.Code, issue.Field)));
        Assert.All(
            issues.Where(issue => issue is { IsOfField: false, IsRefused: false }),
            issue => Assert.EndsWith(" An import may take it all the same.", issue.Message, StringComparison.Ordinal));
        Assert.Equal(2, preflight.Findings().Single(finding => finding.Issue is { Field: "whole", IsRefused: true }).Count);
    }

    [Fact]
    public void A_key_that_Marketo_does_not_have_is_an_unknown_field_too()
    {
        var preflight = new RecordPreflight(Schemas.Plan(new SyncOptions(LookupField: "Text")));

        Assert.Contains("It has 'text'", Assert.Single(Check(preflight, """{"Text":"1"}""")).Message, StringComparison.Ordinal);
        Assert.Equal("missing-key", Assert.Single(Check(preflight, """{"email":"a@x"}""")).Code);
    }

    [Theory]
    [InlineData("company", true)]
    [InlineData("mktoCompanyNotes", true)]
    [InlineData("companyNotes", false)]
    [InlineData("contactCompany", false)]
    public void Fields_of_companies_are_known_by_the_names_that_leads_have_for_them(string field, bool isOfCompany)
    {
        var schema = Schemas.Leads with { Fields = [new("email", FieldType.Email), new(field, FieldType.Text)] };

        var issues = Check(new RecordPreflight(Schemas.Plan(schema: schema)), $$"""{"email":"a@x","{{field}}":"x"}""");

        Assert.Equal(isOfCompany ? ["company-field"] : [], issues.Select(issue => issue.Code));
    }

    [Fact]
    public void What_is_wrong_in_one_way_is_one_finding()
    {
        var preflight = new RecordPreflight(Schemas.Plan());
        foreach (var (i, value) in ((string[])["14.1", "\"many\"", "\"100%\"", "{}"]).Index()) Check(preflight, $$"""{"email":"a@x","whole":{{value}}}""", (uint)i);

        Assert.Equal(4, Assert.Single(preflight.Findings()).Count);
    }

    [Fact]
    public void A_field_that_differs_in_capitals_only_is_named() => Assert.Contains(
        "It has 'text'", Assert.Single(Check(new RecordPreflight(Schemas.Plan()), """{"email":"a@x","Text":"1"}""")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_company_s_field_is_told_but_no_record_is_refused_for_it()
    {
        var preflight = new RecordPreflight(Schemas.Plan());

        var issues = Check(preflight, """{"email":"a@x","company":"longer than it may be"}""");

        Assert.Equal([("company-field", false), ("too-long", true)], issues.Select(issue => (issue.Code, issue.IsRefused)));
    }

    [Fact]
    public void All_that_is_wrong_with_a_record_is_told_and_no_value_of_it()
    {
        var issues = Check(new RecordPreflight(Schemas.Plan()), """{"whole":"secret","x":"secret","date":"secret","text":"secret secret"}""");

        Assert.Equal(["wrong-type", "unknown-field", "wrong-type", "too-long", "missing-key"], issues.Select(issue => issue.Code));
        Assert.All(issues, issue => Assert.DoesNotContain("secret", issue.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_with_escapes_is_the_name_that_it_stands_for()
    {
        var preflight = new RecordPreflight(Schemas.Plan());

        Assert.Empty(Check(preflight, """{"\u0065mail":"a@x","te\u0078t":"\u0061"}"""));
        Assert.Equal("a\"b", Assert.Single(Check(preflight, """{"email":"a@x","a\"b":1}""")).Field);
    }

    [Fact]
    public void Findings_count_records_and_name_the_first_and_what_is_wrong_with_fields_comes_first()
    {
        var preflight = new RecordPreflight(Schemas.Plan());
        for (var record = 0u; record < 50; record++)
        {
            var text = record % 2 == 0 ? """{"email":"a@x","y":1}""" : record % 3 == 0 ? """{"email":"a@x","whole":"x","x":1}""" : """{"text":"a"}""";
            preflight.Check(record, record + 2, Encoding.UTF8.GetBytes(text));
        }

        var findings = preflight.Findings();

        Assert.Equal(
            [("unknown-field", "y", 25), ("unknown-field", "x", 8), ("missing-key", "email", 17), ("wrong-type", "whole", 8L)],
            findings.Select(finding => (finding.Issue.Code, finding.Issue.Field, finding.Count)));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => new RecordPlace((uint)(2 * i), (uint)(2 * i) + 2)), findings[0].First);
    }

    [Fact]
    public void Names_that_never_repeat_do_not_fill_the_memory()
    {
        var preflight = new RecordPreflight(Schemas.Plan());
        for (var record = 0u; record < 3000; record++)
            Assert.Equal("unknown-field", Check(preflight, $$"""{"email":"a@x","f{{2 * record}}":1,"f{{2 * record + 1}}":1}""", record)[0].Code);

        Assert.Equal(1001, preflight.Findings().Count);
        Assert.Equal(2500, preflight.Findings().Single(finding => finding.Issue.Field == "").Count);
    }

    [Property(MaxTest = 300, Arbitrary = [typeof(Generators)])]
    public void Each_record_is_told_the_same_whatever_came_before(Record[] records)
    {
        var preflight = new RecordPreflight(Schemas.Plan());
        var told = records.Select((record, i) => Check(preflight, record.Json, (uint)i)).ToList();

        foreach (var (record, issues) in records.Zip(told))
            Assert.Equal(Check(new RecordPreflight(Schemas.Plan()), record.Json), issues);
        var expected = told.SelectMany((issues, i) => issues.Select(issue => (issue, i))).ToLookup(one => one.issue, one => one.i);
        Assert.Equal(expected.Count, preflight.Findings().Count);
        foreach (var finding in preflight.Findings())
        {
            var places = expected[finding.Issue].ToArray();
            Assert.Equal(places.Length, finding.Count);
            Assert.Equal(places.Take(10), finding.First.Select(place => (int)place.Record));
        }
    }

    [Property(MaxTest = 300, Arbitrary = [typeof(Generators)])]
    public void Fields_are_told_by_their_names_alone_and_every_known_one_passes_with_null(Record record)
    {
        var issues = Check(new RecordPreflight(Schemas.Plan(new SyncOptions(Action: "createOnly"))), record.WithNulls);

        Assert.All(issues, issue => Assert.True(issue.IsOfField));
        Assert.Equal(record.Names.Where(name => name is "odd" or "ü" or "formula" or "company"), issues.Select(issue => issue.Field));
    }

    [Fact]
    public void A_good_record_costs_no_memory()
    {
        var preflight = new RecordPreflight(Schemas.Plan());
        byte[][] records =
        [
            "{\"email\":\"a@x\",\"text\":\"gr\u00fcn\",\"whole\":7,\"number\":\"1.5\",\"truth\":null}"u8.ToArray(),
            "{\"te\\u0078t\":\"\\n\",\"email\":\"a@x\",\"date\":\"2026-08-30\",\"other\":{\"a\":[1]},\"time\":\"2026-08-30T05:49:48Z\"}"u8.ToArray(),
        ];
        Assert.Equal(0, Check());
        var before = GC.GetAllocatedBytesForCurrentThread();

        Check();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        int Check()
        {
            var issues = 0;
            for (var i = 0; i < 100; i++)
            {
                foreach (var record in records) issues += preflight.Check(0, 1, record).Count;
            }

            return issues;
        }
    }

    private static IReadOnlyList<PreflightIssue> Check(RecordPreflight preflight, string record, uint number = 0) =>
        [.. preflight.Check(number, number + 1, Encoding.UTF8.GetBytes(record))];

    public sealed record Record(string[] Names, string[] Values)
    {
        public string Json => "{" + string.Join(',', Names.Zip(Values, (name, value) => $"\"{name}\":{value}")) + "}";

        public string WithNulls => "{" + string.Join(',', Names.Select(name => $"\"{name}\":null")) + "}";
    }

    internal static class Generators
    {
        public static Arbitrary<Record> Records() => (
            from names in Gen.SubListOf([.. Schemas.Leads.Fields.Select(field => field.Name).Except(["createdAt"]), "odd", "ü"])
            from order in Gen.Shuffle(names.ToArray())
            from values in Gen.ListOf(Gen.Elements("null", "\"\"", "7", "-1.5", "true", "\"x\"", "\"2026-08-30\"", "\"a@x\"", "\"\\u00fc\\u00fc\\u00fc\"", "\"twenty letters and more\"", "[1]", "{\"a\":\"}\"}"), names.Count)
            select new Record(order, [.. values])).ToArbitrary();
    }
}
