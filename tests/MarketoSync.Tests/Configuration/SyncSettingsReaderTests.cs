using MarketoSync.Configuration;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Configuration;

public sealed class SyncSettingsReaderTests
{
    [Fact]
    public void No_key_is_needed()
    {
        var settings = Read([], out var errors)!;

        Assert.Empty(errors);
        Assert.Equal(new SyncSettings(null, "inbox", new SyncOptions(), null, null, false, TimeSpan.FromDays(7)), settings);
    }

    [Fact]
    public void Every_key_is_read()
    {
        var settings = Read(
            new()
            {
                ["Sync__Schedule"] = " 0 */5 * * * * ",
                ["Sync__Inbox"] = "to-sync-2",
                ["Sync__InboxTarget"] = "leads",
                ["Sync__InboxAction"] = "updateOnly",
                ["Sync__InboxLookupField"] = "id",
                ["Sync__InboxMap"] = """{"drop":["notes"]}""",
                ["Sync__InboxPreflight"] = "reject",
                ["Sync__InboxMaxRefused"] = "5%",
                ["Sync__WebhookSecret"] = "sixteen letters!",
                ["Sync__ApiKey"] = "another sixteen.",
                ["Sync__ExposeManagementUris"] = "True",
                ["Sync__KeepHistoryDays"] = "30",
            },
            out var errors)!;

        Assert.Empty(errors);
        Assert.Equal(("0 */5 * * * *", "to-sync-2", true), (settings.Schedule, settings.Inbox, settings.ExposeManagementUris));
        Assert.Equal(new SyncOptions("leads", "updateOnly", "id", Map: """{"drop":["notes"]}""", Preflight: "reject", MaxRefused: "5%"), settings.InboxOptions);
        Assert.Equal(TimeSpan.FromDays(30), settings.KeepHistory);
        Assert.Equal("sixteen letters!", settings.WebhookSecret!.Value.Reveal());
        Assert.Equal("another sixteen.", settings.ApiKey!.Value.Reveal());
        Assert.DoesNotContain("sixteen", settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_may_go_by_import()
    {
        var settings = Read(new() { ["Sync__InboxMode"] = "auto" }, out var errors)!;

        Assert.Empty(errors);
        Assert.Equal(new SyncOptions(Mode: "auto"), settings.InboxOptions);
    }

    [Theory]
    [InlineData("Sync__Schedule")]
    [InlineData("Sync__Inbox")]
    [InlineData("Sync__InboxTarget")]
    [InlineData("Sync__InboxAction")]
    [InlineData("Sync__InboxLookupField")]
    [InlineData("Sync__InboxMap")]
    [InlineData("Sync__InboxMode")]
    [InlineData("Sync__InboxPreflight")]
    [InlineData("Sync__InboxMaxRefused")]
    [InlineData("Sync__WebhookSecret")]
    [InlineData("Sync__ApiKey")]
    [InlineData("Sync__ExposeManagementUris")]
    [InlineData("Sync__KeepHistoryDays")]
    public void A_blank_key_is_as_good_as_none(string key)
    {
        Assert.Equal(Read([], out _), Read(new() { [key] = "  " }, out var errors));
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("Sync__Schedule", "*/5 * * * *")]
    [InlineData("Sync__Schedule", "0 */5 * * * * *")]
    [InlineData("Sync__Schedule", "00:05:00")]
    [InlineData("Sync__Schedule", "0 99 * * * *")]
    [InlineData("Sync__Inbox", "in")]
    [InlineData("Sync__Inbox", "Inbox")]
    [InlineData("Sync__Inbox", "in_box")]
    [InlineData("Sync__Inbox", "in--box")]
    [InlineData("Sync__Inbox", "-inbox")]
    [InlineData("Sync__Inbox", "inbox-")]
    [InlineData("Sync__Inbox", "../inbox")]
    [InlineData("Sync__Inbox", "a234567890123456789012345678901234567890123456789012345678901234")]
    [InlineData("Sync__InboxTarget", "moons")]
    [InlineData("Sync__InboxAction", "improve")]
    [InlineData("Sync__InboxLookupField", "id")]
    [InlineData("Sync__InboxMap", "E-Mail=email")]
    [InlineData("Sync__InboxMap", """{"drop":"notes"}""")]
    [InlineData("Sync__InboxMode", "fast")]
    [InlineData("Sync__InboxPreflight", "strict")]
    [InlineData("Sync__InboxMaxRefused", "many")]
    [InlineData("Sync__WebhookSecret", "fifteen letters")]
    [InlineData("Sync__ApiKey", "fifteen letters")]
    [InlineData("Sync__ExposeManagementUris", "yes")]
    [InlineData("Sync__KeepHistoryDays", "0")]
    [InlineData("Sync__KeepHistoryDays", "-1")]
    [InlineData("Sync__KeepHistoryDays", "7.5")]
    [InlineData("Sync__KeepHistoryDays", "a week")]
    [InlineData("Sync__KeepHistoryDays", "3651")]
    [InlineData("Sync__KeepHistoryDays", "99999999999")]
    public void What_is_wrong_is_told_by_the_key_s_name(string key, string value)
    {
        Assert.Null(Read(new() { [key] = value }, out var errors));
        Assert.StartsWith(key + " ", Assert.Single(errors), StringComparison.Ordinal);
        Assert.DoesNotContain("fifteen", errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        Assert.Null(Read(new() { ["Sync__Schedule"] = "daily", ["Sync__Inbox"] = "!", ["Sync__ApiKey"] = "short" }, out var errors));
        Assert.Equal(["Sync__Schedule", "Sync__Inbox", "Sync__ApiKey"], errors.Select(error => error.Split(' ')[0]));
    }

    private static SyncSettings? Read(Dictionary<string, string> settings, out IReadOnlyList<string> errors) =>
        SyncSettingsReader.TryRead(settings.GetValueOrDefault, out errors);
}
