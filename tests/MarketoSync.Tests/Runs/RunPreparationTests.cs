using MarketoSync.Intake;
using MarketoSync.Preflight;
using MarketoSync.Runs;
using MarketoSync.Tests.Preflight;

namespace MarketoSync.Tests.Runs;

public sealed class RunPreparationTests
{
    private readonly FakeSchemas _schemas = new();

    [Fact]
    public async Task What_tells_custom_objects_apart_is_taken_from_their_description_also_where_nothing_is_checked()
    {
        foreach (var (action, preflight) in new[] { ("createOrUpdate", "off"), ("createOrUpdate", "warn"), ("delete", "reject") })
        {
            var (prepared, _) = await PrepareAsync(new SyncOptions("customobjects/car_c", action, Preflight: preflight));
            Assert.Equal(["vin"], prepared!.Request.KeyFields);
            Assert.Equal((action, preflight) == ("createOrUpdate", "warn"), prepared.Plan is not null);
        }
    }

    [Theory]
    [InlineData("leads", "createOrUpdate", "off")]
    [InlineData("leads", "delete", "reject")]
    [InlineData("lists/7", "add", "reject")]
    [InlineData("activities", "add", "reject")]
    [InlineData("customobjects/car_c", "delete", "reject", "vin")]
    [InlineData("customobjects/car_c", "createOnly", "off", "vin")]
    public async Task Where_nothing_has_to_be_known_nothing_is_asked(string target, string action, string preflight, string? key = null)
    {
        var (prepared, _) = await PrepareAsync(new SyncOptions(target, action, key, Preflight: preflight));

        Assert.Equal((null, null, 0), (prepared!.Plan, prepared.Unchecked, prepared.Calls.Total));
        Assert.Empty(_schemas.Asked);
    }

    [Fact]
    public async Task What_rejects_records_must_be_newer_than_what_warns()
    {
        await PrepareAsync(new SyncOptions(Preflight: "warn"));
        await PrepareAsync(new SyncOptions(Preflight: "reject"));

        Assert.Equal([TimeSpan.FromDays(1), TimeSpan.FromMinutes(10)], _schemas.Asked.Select(asked => asked.MostAge));
    }

    [Fact]
    public async Task Without_a_description_a_run_that_warns_goes_on_and_says_so()
    {
        _schemas.Fault = FakeSchemas.Refused("603");

        var (prepared, _) = await PrepareAsync(new SyncOptions());

        Assert.Null(prepared!.Plan);
        Assert.StartsWith("Marketo's description of leads could not be read: access denied (603). Access is denied.", prepared.Unchecked, StringComparison.Ordinal);
        Assert.Equal(1, prepared.Calls.Total);
    }

    [Theory]
    [InlineData("leads", "reject", DescriptionFault.Preflight)]
    [InlineData("customobjects/car_c", "warn", DescriptionFault.DedupeBy)]
    [InlineData("customobjects/car_c", "off", DescriptionFault.DedupeBy)]
    [InlineData("customobjects/car_c", "reject", DescriptionFault.DedupeBy)]
    public async Task Without_a_description_nothing_is_read_where_one_is_needed(string target, string preflight, string option)
    {
        _schemas.Fault = FakeSchemas.Unreachable;
        var (prepared, fault) = await PrepareAsync(new SyncOptions(target, Preflight: preflight));

        Assert.Null(prepared);
        Assert.Equal((option, false), (fault!.Option, fault.IsLasting));
        Assert.Equal($"Marketo's description of {target} could not be read: not reached (unreachable).", fault.Text);
    }

    [Theory]
    [InlineData("603", true)]
    [InlineData("610", true)]
    [InlineData("1013", true)]
    [InlineData("401", false)]
    [InlineData("607", false)]
    [InlineData("608", false)]
    public async Task It_is_known_whether_it_is_of_use_to_ask_again(string code, bool isLasting)
    {
        _schemas.Fault = FakeSchemas.Refused(code);

        Assert.Equal(isLasting, (await PrepareAsync(new SyncOptions(Preflight: "reject"))).Fault!.IsLasting);
    }

    [Fact]
    public async Task A_description_that_does_not_say_what_tells_objects_apart_is_told()
    {
        _schemas.Schema = _schemas.Schema with { DedupeFields = [] };

        var (_, fault) = await PrepareAsync(new SyncOptions("customobjects/car_c"));

        Assert.Equal((DescriptionFault.DedupeBy, true), (fault!.Option, fault.IsLasting));
    }

    [Theory]
    [InlineData("vin", "warn", true)]
    [InlineData("plate", "warn", false)]
    [InlineData("vin,plate", "reject", false)]
    [InlineData("Vin", "warn", false)]
    [InlineData("plate", "off", true)]
    public async Task Fields_that_are_named_must_be_those_that_the_description_names_where_it_is_read(string key, string preflight, bool isTaken)
    {
        var (prepared, fault) = await PrepareAsync(new SyncOptions("customobjects/car_c", DedupeBy: key, Preflight: preflight));

        Assert.Equal(isTaken, prepared is not null);
        if (fault is not null) Assert.Equal((DescriptionFault.DedupeBy, true, "vin"), (fault.Option, fault.IsLasting, fault.Instead));
    }

    [Fact]
    public async Task Fields_that_are_named_in_another_order_stay_in_it()
    {
        _schemas.Schema = _schemas.Schema with { DedupeFields = ["vin", "n"] };

        Assert.Equal(["n", "vin"], (await PrepareAsync(new SyncOptions("customobjects/car_c", DedupeBy: "n,vin"))).Prepared!.Request.KeyFields);
    }

    [Theory]
    [InlineData("idField", "updateOnly")]
    [InlineData("marketoGUID", "updateOnly")]
    public async Task Marketo_s_own_id_is_none_of_the_dedupe_fields_and_taken(string key, string action) =>
        Assert.NotNull((await PrepareAsync(new SyncOptions("customobjects/car_c", action, key))).Prepared);

    [Fact]
    public async Task Where_no_description_names_any_or_can_be_read_those_that_are_named_are_taken()
    {
        var named = new SyncOptions("customobjects/car_c", DedupeBy: "plate");
        _schemas.Schema = _schemas.Schema with { DedupeFields = [] };
        Assert.NotNull((await PrepareAsync(named)).Prepared!.Plan);

        _schemas.Fault = FakeSchemas.Unreachable;
        Assert.NotNull((await PrepareAsync(named)).Prepared!.Unchecked);
    }

    [Fact]
    public async Task A_description_that_was_kept_refuses_nobody_unless_Marketo_tells_nothing_else()
    {
        var named = new SyncOptions("customobjects/car_c", DedupeBy: "vin");
        _schemas.Kept = _schemas.Schema with { DedupeFields = ["plate"] };

        var (prepared, _) = await PrepareAsync(named);
        Assert.Equal((1, 1), (prepared!.Calls.Total, prepared.Request.KeyFields.Count));
        Assert.Equal([TimeSpan.FromDays(1), TimeSpan.FromMinutes(10)], _schemas.Asked.Select(asked => asked.MostAge));

        _schemas.Fault = FakeSchemas.Unreachable;
        Assert.Equal("plate", (await PrepareAsync(named)).Fault!.Instead);

        _schemas.Kept = _schemas.Schema;
        Assert.Equal(0, (await PrepareAsync(named)).Prepared!.Calls.Total);
    }

    [Fact]
    public async Task Records_that_were_posted_go_by_the_fields_that_the_description_names_whatever_was_named()
    {
        var request = Request(new SyncOptions("customobjects/car_c", DedupeBy: "plate"));

        var prepared = (await new RunPreparation(_schemas).PreparePostedAsync(request, default)).Prepared!;

        Assert.Equal((1, "vin"), (prepared.Calls.Total, Assert.Single(prepared.Request.KeyFields)));
    }

    [Fact]
    public async Task Records_that_are_taken_up_again_are_told_apart_as_before()
    {
        var request = Request(new SyncOptions("customobjects/car_c", DedupeBy: "plate"));

        Assert.Equal(["plate"], (await new RunPreparation(_schemas).PrepareAgainAsync(request, default)).Prepared!.Request.KeyFields);
    }

    [Theory]
    [InlineData("unknown-field", true, true, true)]
    [InlineData("company-field", true, false, false)]
    [InlineData("too-long", false, true, false)]
    public async Task A_description_that_lacks_a_field_of_the_records_is_forgotten(string code, bool isOfField, bool isRefused, bool isForgotten)
    {
        var finding = new PreflightFinding(new PreflightIssue(code, "f", "m", isOfField, isRefused), 1, [new RecordPlace(0, 1)]);
        await new RunPreparation(_schemas).LearnAsync(Request(new SyncOptions()), new IntakeSummary(1, 1, 1, 0, 0, 1) { Findings = [finding] }, default);

        Assert.Equal(isForgotten ? ["leads"] : [], _schemas.Forgotten);
    }

    private static SyncRequest Request(SyncOptions options)
    {
        Assert.True(SyncRequest.TryRead(options with { Format = "ndjson" }, "-", out var request, out var fault), fault?.Text);
        return request!;
    }

    private Task<(Prepared? Prepared, DescriptionFault? Fault)> PrepareAsync(SyncOptions options) =>
        new RunPreparation(_schemas).PrepareAsync(Request(options), default);
}
