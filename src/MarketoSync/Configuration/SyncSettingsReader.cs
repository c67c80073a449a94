using System.Globalization;
using Cronos;
using MarketoSync.Marketo;
using MarketoSync.Runs;

namespace MarketoSync.Configuration;

/// <summary>Reads <see cref="SyncSettings"/> from configuration. Every key is checked, and what is wrong is told by the key's name.</summary>
public static class SyncSettingsReader
{
    private const string DefaultInbox = "inbox";
    private const int LeastSecret = 16;
    private const int KeepHistoryDays = 7;
    private const int MostHistoryDays = 3650;

    /// <param name="read">Gives a key's value, or null. Keys are named as in the environment: <c>Sync__Schedule</c>.</param>
    /// <param name="errors">What is wrong, a sentence for each key; empty if settings are returned.</param>
    public static SyncSettings? TryRead(Func<string, string?> read, out IReadOnlyList<string> errors)
    {
        var wrong = new List<string>();
        errors = wrong;

        var schedule = Text("Sync__Schedule");
        if (schedule is not null && !CronExpression.TryParse(schedule, CronFormat.IncludeSeconds, out _))
            wrong.Add("Sync__Schedule must be an NCRONTAB expression of six fields, such as \"0 */5 * * * *\" for every five minutes.");

        var inbox = Text("Sync__Inbox") ?? DefaultInbox;
        if (!IsContainer(inbox))
            wrong.Add("Sync__Inbox must be the name of a container: 3 to 63 small letters, digits and single dashes.");

        var options = new SyncOptions(
            Text("Sync__InboxTarget"), Text("Sync__InboxAction"), Text("Sync__InboxLookupField"), Mode: Text("Sync__InboxMode"),
            Map: Text("Sync__InboxMap"), Preflight: Text("Sync__InboxPreflight"), MaxRefused: Text("Sync__InboxMaxRefused"));
        if (!SyncRequest.TryRead(options with { Format = "csv" }, inbox, out _, out var fault))
            wrong.Add($"{KeyOf(fault.Option)} {fault.Text}");

        var settings = new SyncSettings(
            schedule, inbox, options, Secret("Sync__WebhookSecret"), Secret("Sync__ApiKey"), Flag("Sync__ExposeManagementUris"),
            Days("Sync__KeepHistoryDays", KeepHistoryDays, MostHistoryDays));
        return wrong.Count == 0 ? settings : null;

        string? Text(string key) => read(key)?.Trim() is { Length: > 0 } text ? text : null;

        Secret? Secret(string key)
        {
            if (Text(key) is not { } text) return null;
            if (text.Length < LeastSecret) wrong.Add($"{key} must be at least {LeastSecret} characters long.");
            return new Secret(text);
        }

        bool Flag(string key)
        {
            if (Text(key) is not { } text) return false;
            if (!bool.TryParse(text, out var isSet)) wrong.Add($"{key} must be true or false.");
            return isSet;
        }

        TimeSpan Days(string key, int usual, int most)
        {
            if (Text(key) is not { } text) return TimeSpan.FromDays(usual);
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days < 1 || days > most)
                wrong.Add($"{key} must be a whole number of days from 1 to {most}.");
            return TimeSpan.FromDays(days);
        }
    }

    private static string KeyOf(string option) => option switch
    {
        "target" => "Sync__InboxTarget",
        "action" => "Sync__InboxAction",
        "map" => "Sync__InboxMap",
        "mode" => "Sync__InboxMode",
        "preflight" => "Sync__InboxPreflight",
        "maxRefused" => "Sync__InboxMaxRefused",
        _ => "Sync__InboxLookupField",
    };

    private static bool IsContainer(string name) =>
        name.Length is >= 3 and <= 63
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
        && name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal);
}
