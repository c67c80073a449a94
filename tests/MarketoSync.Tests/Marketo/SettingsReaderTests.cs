using MarketoSync.Marketo;

namespace MarketoSync.Tests.Marketo;

public class SettingsReaderTests
{
    private static readonly Dictionary<string, string> s_least = new()
    {
        ["Marketo__BaseUrl"] = "https://123-abc-456.mktorest.com/rest",
        ["Marketo__ClientId"] = "client",
        ["Marketo__ClientSecret"] = "hidden",
    };

    [Fact]
    public void Three_keys_are_enough_and_the_rest_takes_half_of_what_the_subscription_has()
    {
        var settings = Read([], out var errors)!;
        Assert.Empty(errors);
        Assert.Equal("https://123-abc-456.mktorest.com/identity", settings.IdentityUrl.AbsoluteUri);
        Assert.Equal("https://123-abc-456.mktorest.com/", settings.BaseUrl.AbsoluteUri);
        Assert.Equal(
            (300, 1_000_000, 10_000_000, 5, 50, 25_000),
            (settings.MaxBatchRecords, settings.MaxRequestBytes, settings.MaxImportBytes, settings.MaxConcurrentCalls, settings.CallsPerWindow, settings.DailyCallLimit));
        Assert.Equal(TimeSpan.FromSeconds(20), settings.Window);
        Assert.Equal(950_000, settings.PlannedBytes);
        Assert.Equal(TimeSpan.FromSeconds(120), settings.TimeoutFor(Target.Leads.Default.ServerTimeout));
        Assert.Equal(TimeSpan.FromSeconds(90), settings.SettleFor(Target.Leads.Default));
    }

    [Fact]
    public void Every_key_is_read()
    {
        var settings = Read(
            new()
            {
                ["Marketo__IdentityUrl"] = "http://127.0.0.1:8080/id",
                ["Marketo__MaxBatchRecords"] = "100",
                ["Marketo__MaxRequestBytes"] = "2000",
                ["Marketo__MaxImportBytes"] = "3000",
                ["Marketo__MaxConcurrentCalls"] = "10",
                ["Marketo__CallsPerWindow"] = "100",
                ["Marketo__WindowSeconds"] = "0.5",
                ["Marketo__DailyCallLimit"] = "7",
                ["Marketo__RequestTimeoutSeconds"] = "1.5",
                ["Marketo__SettleSeconds"] = "0",
                ["Marketo__MaxAttempts"] = "3",
                ["Marketo__DailyQuota"] = "90",
                ["Marketo__QuotaReserve"] = "89",
            },
            out _)!;
        Assert.Equal((90, 89), (settings.DailyQuota, settings.QuotaReserve));
        Assert.Equal("http://127.0.0.1:8080/id", settings.IdentityUrl.AbsoluteUri);
        Assert.Equal(
            (100, 2000, 3000, 10, 100, 7, 3),
            (settings.MaxBatchRecords, settings.MaxRequestBytes, settings.MaxImportBytes, settings.MaxConcurrentCalls, settings.CallsPerWindow, settings.DailyCallLimit, settings.MaxAttempts));
        Assert.Equal(
            (0.5, 1.5, 0),
            (settings.Window.TotalSeconds, settings.TimeoutFor(Target.Leads.Default.ServerTimeout).TotalSeconds, settings.SettleFor(Target.Leads.Default).TotalSeconds));
    }

    [Theory]
    [InlineData("Marketo__BaseUrl", "")]
    [InlineData("Marketo__BaseUrl", "123-abc-456.mktorest.com")]
    [InlineData("Marketo__BaseUrl", "ftp://a.example")]
    [InlineData("Marketo__BaseUrl", "http://a.example")]
    [InlineData("Marketo__BaseUrl", "http://127.0.0.1.example")]
    [InlineData("Marketo__BaseUrl", "https://a.example?access_token=x")]
    [InlineData("Marketo__BaseUrl", "https://user:word@a.example")]
    [InlineData("Marketo__IdentityUrl", "http://a.example")]
    [InlineData("Marketo__IdentityUrl", "no url")]
    [InlineData("Marketo__ClientId", " ")]
    [InlineData("Marketo__ClientSecret", "")]
    [InlineData("Marketo__MaxBatchRecords", "0")]
    [InlineData("Marketo__MaxBatchRecords", "301")]
    [InlineData("Marketo__MaxBatchRecords", "1,5")]
    [InlineData("Marketo__MaxRequestBytes", "999")]
    [InlineData("Marketo__MaxRequestBytes", "1 MB")]
    [InlineData("Marketo__MaxImportBytes", "1")]
    [InlineData("Marketo__MaxConcurrentCalls", "11")]
    [InlineData("Marketo__CallsPerWindow", "-1")]
    [InlineData("Marketo__WindowSeconds", "0")]
    [InlineData("Marketo__WindowSeconds", "NaN")]
    [InlineData("Marketo__WindowSeconds", "0,5")]
    [InlineData("Marketo__DailyCallLimit", "99999999999")]
    [InlineData("Marketo__DailyQuota", "0")]
    [InlineData("Marketo__QuotaReserve", "60000")]
    [InlineData("Marketo__QuotaReserve", "-1")]
    [InlineData("Marketo__RequestTimeoutSeconds", "Infinity")]
    [InlineData("Marketo__SettleSeconds", "-1")]
    [InlineData("Marketo__MaxAttempts", "0")]
    public void What_is_wrong_is_told_by_the_keys_name_and_without_its_value(string key, string value)
    {
        Assert.Null(Read(new() { [key] = value }, out var errors));
        var error = Assert.Single(errors);
        Assert.StartsWith(key + " ", error, StringComparison.Ordinal);
        if (value.Length > 4) Assert.DoesNotContain(value, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:5000")]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://[::1]:5000")]
    public void Without_encryption_only_this_machine_itself_is_reached(string url) =>
        Assert.NotNull(Read(new() { ["Marketo__BaseUrl"] = url }, out _));

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        Assert.Null(SettingsReader.TryRead(_ => null, out var errors));
        Assert.Equal(["Marketo__BaseUrl", "Marketo__ClientId", "Marketo__ClientSecret"], errors.Select(error => error.Split(' ')[0]));
    }

    [Fact]
    public void Settings_do_not_print_the_secret()
    {
        var settings = Read([], out _)!;
        Assert.Equal("hidden", settings.ClientSecret.Reveal());
        Assert.DoesNotContain("hidden", settings.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", System.Text.Json.JsonSerializer.Serialize(settings.ClientSecret), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", $"{settings.ClientSecret}{new AccessToken("hidden", default)}", StringComparison.Ordinal);
    }

    private static MarketoSettings? Read(Dictionary<string, string> more, out IReadOnlyList<string> errors) =>
        SettingsReader.TryRead(key => more.GetValueOrDefault(key) ?? s_least.GetValueOrDefault(key), out errors);
}
