using System.Text;
using MarketoSync.Queueing;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Queueing;

public sealed class RecordPostTests
{
    [Theory]
    [InlineData("""{"email":"a"}""", new[] { """{"email":"a"}""" })]
    [InlineData("""[{"email":"a"}, {"n":1}]""", new[] { """{"email":"a"}""", """{"n":1}""" })]
    [InlineData("""{"records":[{"email":"a"}]}""", new[] { """{"email":"a"}""" })]
    [InlineData("""{"input":[{"email":"a"}]}""", new[] { """{"email":"a"}""" })]
    [InlineData("""{"email":"a","input":"text"}""", new[] { """{"email":"a","input":"text"}""" })]
    [InlineData("""{"email":"a","email":"b"}""", new[] { """{"email":"a","email":"b"}""" })]
    [InlineData("""{"email":"\ud800"}""", new[] { """{"email":"\ud800"}""" })]
    [InlineData("""{"\ud800":1}""", new[] { """{"\ud800":1}""" })]
    [InlineData("""{"\ud800":[1]}""", new[] { """{"\ud800":[1]}""" })]
    [InlineData("{}", new[] { "{}" })]
    [InlineData("\uFEFF {\"email\" : \"ä\"}\n", new[] { "{\"email\" : \"ä\"}" })]
    public void Records_are_taken_as_they_are_written(string body, string[] records)
    {
        Assert.True(TryRead(body, new SyncOptions(), out var envelope, out var fault), fault?.Text);
        Assert.Equal(records, envelope!.Records);
        Assert.Equal(("leads", "createOrUpdate", "email", null), (envelope.Target, envelope.Action, envelope.LookupField, envelope.PartitionName));
        Assert.Equal("post", envelope.Post);
        Assert.Equivalent(envelope, RecordEnvelope.TryRead(envelope.Content()));
    }

    [Fact]
    public void Options_go_with_the_records()
    {
        Assert.True(TryRead("{}", new SyncOptions("Leads", "CREATEONLY", " personId ", PartitionName: "West"), out var envelope, out _));

        Assert.Equal(("leads", "createOnly", "personId", "West"), (envelope!.Target, envelope.Action, envelope.LookupField, envelope.PartitionName));
        Assert.True(SyncRequest.TryRead(envelope.Options(), RecordPost.Source, out var request, out _));
        Assert.Equal(("personId", "West"), (request.Key, request.PartitionName));
    }

    [Fact]
    public void What_tells_records_apart_has_one_name_in_the_queue()
    {
        Assert.True(TryRead("{}", new SyncOptions("customobjects/car_c", DedupeBy: "vin"), out var envelope, out _));
        Assert.False(TryRead("{}", new SyncOptions("customobjects/car_c", LookupField: "vin", DedupeBy: "vin"), out _, out var fault));

        Assert.Equal(
            """{"target":"customobjects/car_c","action":"createOrUpdate","records":["{}"],"lookupField":"vin","post":"post"}""",
            Encoding.UTF8.GetString(envelope!.Content()));
        Assert.Equal("dedupeBy", fault!.Option);
    }

    [Theory]
    [InlineData("", PostFaultKind.Empty, "empty")]
    [InlineData(" \n", PostFaultKind.Empty, "empty")]
    [InlineData("[]", PostFaultKind.Empty, "no record")]
    [InlineData("""{"records":[]}""", PostFaultKind.Empty, "no record")]
    [InlineData("{\n \"email\":", PostFaultKind.Body, "line 2")]
    [InlineData("""{"email":"a"} {"email":"b"}""", PostFaultKind.Body, "no JSON")]
    [InlineData("email=a", PostFaultKind.Body, "no JSON")]
    [InlineData("7", PostFaultKind.Body, "Post a record")]
    [InlineData("""[{"email":"a"},null]""", PostFaultKind.Body, "Element 2")]
    [InlineData("""{"action":"createOnly","input":[{"email":"a"}]}""", PostFaultKind.Body, "Beside \"input\"")]
    [InlineData("""{"input":[{"email":"a"}],"records":[{"email":"b"}]}""", PostFaultKind.Body, "Beside \"input\"")]
    public void Any_other_body_is_refused_and_told_why(string body, PostFaultKind kind, string told)
    {
        Assert.False(TryRead(body, new SyncOptions(), out _, out var fault));
        Assert.Equal(kind, fault!.Kind);
        Assert.Contains(told, fault.Text, StringComparison.Ordinal);
        Assert.Null(fault.Option);
    }

    [Fact]
    public void A_body_that_is_not_UTF_8_is_refused()
    {
        Assert.False(RecordPost.TryRead(new byte[] { (byte)'"', 0xE4, (byte)'"' }, "post", new SyncOptions(), out _, out var fault));
        Assert.Equal(PostFaultKind.Body, fault.Kind);
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void A_post_holds_300_records_at_most(int count, bool isTaken)
    {
        Assert.Equal(isTaken, TryRead($"[{string.Join(',', Enumerable.Repeat("{}", count))}]", new SyncOptions(), out _, out var fault));
        Assert.Equal(isTaken ? null : PostFaultKind.TooLarge, fault?.Kind);
    }

    [Theory]
    [InlineData(1_000_000, true)]
    [InlineData(1_000_001, false)]
    public void A_post_has_a_million_bytes_at_most(int bytes, bool isTaken)
    {
        Assert.Equal(isTaken, TryRead("{}" + new string(' ', bytes - 2), new SyncOptions(), out _, out var fault));
        Assert.Equal(isTaken ? null : PostFaultKind.TooLarge, fault?.Kind);
    }

    [Theory]
    [InlineData("moons", null, null, "target")]
    [InlineData(null, "improve", null, "action")]
    [InlineData(null, null, "stop", "onQuota")]
    public void An_option_that_does_not_fit_is_told_by_its_name(string? target, string? action, string? onQuota, string option)
    {
        Assert.False(TryRead("{}", new SyncOptions(target, action, OnQuota: onQuota), out _, out var fault));
        Assert.Equal((PostFaultKind.Option, option), (fault!.Kind, fault.Option));
    }

    private static bool TryRead(string body, SyncOptions options, out RecordEnvelope? envelope, out PostFault? fault) =>
        RecordPost.TryRead(Encoding.UTF8.GetBytes(body), "post", options, out envelope, out fault);
}
