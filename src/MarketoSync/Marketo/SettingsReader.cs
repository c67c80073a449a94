using System.Globalization;

namespace MarketoSync.Marketo;

/// <summary>
/// Reads <see cref="MarketoSettings"/> from configuration. Every key is checked, and what is wrong is told by the key's name.
/// </summary>
public sealed class SettingsReader(Func<string, string?> read)
{
    private readonly List<string> _errors = [];

    /// <param name="read">Gives a key's value, or null. Keys are named as in the environment: <c>Marketo__BaseUrl</c>.</param>
    /// <param name="errors">What is wrong, a sentence for each key; empty if settings are returned.</param>
    public static MarketoSettings? TryRead(Func<string, string?> read, out IReadOnlyList<string> errors)
    {
        var reader = new SettingsReader(read);
        var settings = reader.Settings();
        errors = reader._errors;
        return errors.Count == 0 ? settings : null;
    }

    private MarketoSettings? Settings()
    {
        var baseUrl = Url("Marketo__BaseUrl", required: true) is { } url ? MarketoUrl.Base(url) : null;
        var identityUrl = Url("Marketo__IdentityUrl", required: false)
            ?? (baseUrl is null ? null : MarketoUrl.Join(baseUrl, "identity"));
        var clientId = Text("Marketo__ClientId");
        var clientSecret = Text("Marketo__ClientSecret");
        var maxBatchRecords = (int)Number("Marketo__MaxBatchRecords", 300, 1, 300);
        var maxRequestBytes = Number("Marketo__MaxRequestBytes", 1_000_000, 1_000, 10_000_000);
        var maxImportBytes = Number("Marketo__MaxImportBytes", 10_000_000, 1_000, 100_000_000);
        var maxConcurrentCalls = (int)Number("Marketo__MaxConcurrentCalls", 5, 1, 10);
        var callsPerWindow = (int)Number("Marketo__CallsPerWindow", 50, 1, 1_000_000);
        var window = Seconds("Marketo__WindowSeconds", 0.001) ?? TimeSpan.FromSeconds(20);
        var dailyCallLimit = (int)Number("Marketo__DailyCallLimit", 25_000, 1, int.MaxValue);
        var dailyQuota = (int)Number("Marketo__DailyQuota", 50_000, 1, int.MaxValue);
        var quotaReserve = (int)Number("Marketo__QuotaReserve", 0, 0, int.MaxValue);
        if (quotaReserve >= dailyQuota) _errors.Add($"Marketo__QuotaReserve must be less than Marketo__DailyQuota, which is {dailyQuota}: nothing would be left to use.");
        var requestTimeout = Seconds("Marketo__RequestTimeoutSeconds", 0.001);
        var settle = Seconds("Marketo__SettleSeconds", 0);
        var maxAttempts = (int)Number("Marketo__MaxAttempts", 6, 1, 100);
        var firstBackOff = Seconds("Marketo__BackoffSeconds", 0, most: 3600) ?? TimeSpan.FromSeconds(1);
        var firstPoll = Seconds("Marketo__PollSeconds", 0, most: 3600) ?? TimeSpan.FromSeconds(5);

        if (_errors.Count > 0 || baseUrl is null || identityUrl is null) return null;

        return new MarketoSettings(
            baseUrl, identityUrl, clientId, new Secret(clientSecret), maxBatchRecords, maxRequestBytes, maxImportBytes,
            maxConcurrentCalls, callsPerWindow, window, dailyCallLimit, requestTimeout, settle, maxAttempts)
        {
            FirstBackOff = firstBackOff,
            FirstPoll = firstPoll,
            DailyQuota = dailyQuota,
            QuotaReserve = quotaReserve,
        };
    }

    private Uri? Url(string key, bool required)
    {
        var text = read(key);
        if (string.IsNullOrWhiteSpace(text))
        {
            if (required) _errors.Add($"{key} is not set. It is the REST endpoint of your subscription, like https://123-ABC-456.mktorest.com.");
            return null;
        }

        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            _errors.Add($"{key} is no URL. It looks like https://123-ABC-456.mktorest.com.");
        else if (url.Scheme == "http" && !url.IsLoopback)
            _errors.Add($"{key} must begin with https: over http the client secret would travel in the open.");
        else if (url.Query.Length > 0 || url.UserInfo.Length > 0)
            _errors.Add($"{key} must hold neither a query nor a user name.");
        else
            return url;

        return null;
    }

    private string Text(string key)
    {
        var text = read(key)?.Trim();
        if (string.IsNullOrEmpty(text)) _errors.Add($"{key} is not set. Marketo shows it under Admin, LaunchPoint, View Details.");
        return text ?? "";
    }

    private long Number(string key, long standard, long least, long most)
    {
        var text = read(key);
        if (string.IsNullOrWhiteSpace(text)) return standard;
        if (long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;

        _errors.Add($"{key} must be a whole number from {least} to {most}.");
        return standard;
    }

    private TimeSpan? Seconds(string key, double least, double most = 86_400)
    {
        var text = read(key);
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds >= least && seconds <= most)
            return TimeSpan.FromSeconds(seconds);

        _errors.Add(string.Create(CultureInfo.InvariantCulture, $"{key} must be a number of seconds from {least} to {most}."));
        return null;
    }
}
