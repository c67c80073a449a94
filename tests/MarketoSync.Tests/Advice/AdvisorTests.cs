using MarketoSync.Advice;
using MarketoSync.Intake;
using MarketoSync.Records;

namespace MarketoSync.Tests.Advice;

public sealed class AdvisorTests
{
    // Written by hand: a code that loses its row in the table must be missed here.
    private static readonly string[] s_codes =
    [
        "501", "718", "1001", "1002", "1003", "1004", "1005", "1006", "1007", "1008", "1009", "1010", "1011", "1012", "1013", "1014",
        "1015", "1016", "1017", "1018", "1019", "1020", "1021", "1022", "1025", "1026", "1027", "1028", "1029", "1035", "1036", "1037",
        "1042", "1048", "1049", "1076", "1077", "1078", "1079", "1080",
        "400", "401", "403", "404", "413", "414", "429", "500", "502", "503", "504", "invalid_client", "unauthorized",
        "600", "601", "602", "603", "604", "605", "606", "607", "608", "609", "610", "611", "612", "613", "614", "615", "616",
        "701", "702", "703", "704", "709", "710", "711", "712", "713", "714", "719",
        "answer-lost", "no-row", "malformed-json", "not-an-object", "invalid-utf8", "lone-surrogate", "duplicate-field", "too-large", "ragged-row",
        "empty-record", "bad-quotes", "bad-value", "not-fixed",
        "missing-key", "unknown-field", "read-only-field", "company-field", "wrong-type", "too-long", "bad-email",
        "no-answer", "not-sent", "timeout", "connection-lost", "unreadable-answer", "interrupted", "unexpected-status", "unexplained",
        "wrong-count", "cannot-look-up", "unreachable", "sign-in", "daily-limit",
    ];

    public static TheoryData<string> Codes => new(s_codes);

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_code_has_a_meaning_and_something_to_do(string code)
    {
        Assert.True(Advisor.Knows(code), code);
        var advice = Advisor.For(RecordStatus.Failed, code, "");
        Assert.EndsWith(".", advice.Meaning, StringComparison.Ordinal);
        Assert.EndsWith(".", advice.Action, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_word_of_ours_for_what_intake_rejects_is_explained() => Assert.All(
        typeof(RejectionCodes).GetFields().Select(code => (string)code.GetValue(null)!), code => Assert.True(Advisor.Knows(code), code));

    [Theory]
    [InlineData("missing.dedupe.fields", "told apart")]
    [InlineData("Invalid data type in field Lead Score", "does not fit its field")]
    [InlineData("Value for lookup field 'email' not found", "lookup field")]
    [InlineData("Invalid email address", "imported the row all the same")]
    [InlineData("Lead not found", "links to a person who is not in Marketo")]
    public void A_row_of_an_import_is_explained_by_its_text(string message, string meaning) =>
        Assert.Contains(meaning, Advisor.For(RecordStatus.Failed, "-", message).Meaning, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_code_is_said_to_be_unknown() =>
        Assert.Contains("no explanation", Advisor.For(RecordStatus.Skipped, "1999", "Something new").Meaning, StringComparison.Ordinal);

    [Fact]
    public void A_record_that_was_already_as_wanted_needs_nothing() =>
        Assert.Equal("Nothing to do.", Advisor.For(RecordStatus.Unchanged, "1013", "Record not found").Action);
}
