using MarketoSync.Cli.Configuration;

namespace MarketoSync.Cli.Tests.Configuration;

public sealed class CliSettingsTests
{
    private static readonly Dictionary<string, string> s_good = new()
    {
        ["Marketo__BaseUrl"] = "https://123-ABC-456.mktorest.com",
        ["Marketo__ClientId"] = "id",
        ["Marketo__ClientSecret"] = "secret",
    };

    [Fact]
    public void The_environment_gives_the_settings()
    {
        var settings = Load(("Marketo__MaxBatchRecords", "50")).Marketo();

        Assert.Equal(("id", 50), (settings.ClientId, settings.MaxBatchRecords));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_with_where_to_mend_it()
    {
        var fault = Assert.Throws<UsageException>(() => Load(("Marketo__ClientId", ""), ("Marketo__MaxAttempts", "many")).Marketo());

        var lines = fault.Message.Split(Environment.NewLine);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("Marketo__ClientId is not set.", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("Marketo__MaxAttempts must be a whole number", lines[1], StringComparison.Ordinal);
        Assert.Contains("local.settings.json", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_needs_no_subscription_but_takes_its_limits()
    {
        var limits = CliSettings.Load(key => key == "Marketo__MaxBatchRecords" ? "50" : null).Limits();

        Assert.Equal(50, limits.MaxBatchRecords);
    }

    [Fact]
    public void A_dry_run_names_a_limit_that_is_wrong() => Assert.StartsWith(
        "Marketo__MaxBatchRecords must be",
        Assert.Throws<UsageException>(() => Load(("Marketo__MaxBatchRecords", "0")).Limits()).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("", 1)]
    [InlineData("0.25", 0.25)]
    [InlineData("0", 0)]
    [InlineData("3600", 3600)]
    public void The_first_back_off_is_a_second_unless_it_is_set(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Load(("Marketo__BackoffSeconds", text)).Marketo().FirstBackOff);

    [Theory]
    [InlineData("-1")]
    [InlineData("3601")]
    [InlineData("NaN")]
    [InlineData("0,5 s")]
    public void A_back_off_that_makes_no_sense_is_told_by_its_key(string text) => Assert.StartsWith(
        "Marketo__BackoffSeconds must be",
        Assert.Throws<UsageException>(() => Load(("Marketo__BackoffSeconds", text)).Marketo()).Message,
        StringComparison.Ordinal);

    private static CliSettings Load(params (string Key, string Value)[] more)
    {
        var environment = new Dictionary<string, string>(s_good);
        foreach (var (key, value) in more) environment[key] = value;
        return CliSettings.Load(environment.GetValueOrDefault);
    }
}
