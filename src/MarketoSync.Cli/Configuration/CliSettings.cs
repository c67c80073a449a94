using MarketoSync.Configuration;
using MarketoSync.Marketo;
using Microsoft.Extensions.Configuration;

namespace MarketoSync.Cli.Configuration;

/// <summary>
/// Settings of the command line: the environment wins over <c>local.settings.json</c> in the current folder, and that over user secrets.
/// </summary>
public sealed class CliSettings
{
    private const string LocalSettings = "local.settings.json";
    private readonly Func<string, string?> _read;

    private CliSettings(Func<string, string?> read) => _read = read;

    /// <param name="environment">Gives an environment variable.</param>
    public static CliSettings Load(Func<string, string?> environment)
    {
        IConfigurationRoot files;
        try
        {
            files = new ConfigurationBuilder()
                .AddUserSecrets(typeof(CliSettings).Assembly, optional: true)
                .AddJsonFile(Path.GetFullPath(LocalSettings), optional: true)
                .Build();
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException)
        {
            throw new UsageException($"{LocalSettings} cannot be read: it is no valid JSON.");
        }

        return new CliSettings(key => environment(key) ?? files[$"Values:{key}"] ?? files[key] ?? files[key.Replace("__", ":", StringComparison.Ordinal)]);
    }

    public string? Read(string key) => _read(key);

    /// <exception cref="UsageException">Names each key that is missing or wrong.</exception>
    public MarketoSettings Marketo() => SettingsReader.TryRead(_read, out var errors) ?? throw new UsageException(Text(errors));

    /// <summary>The same, or null if a key is missing or wrong.</summary>
    public MarketoSettings? TryMarketo() => SettingsReader.TryRead(_read, out _);

    /// <exception cref="UsageException">Names each key that is wrong.</exception>
    public SyncSettings Sync() => SyncSettingsReader.TryRead(_read, out var errors) ?? throw new UsageException(Text(errors));

    /// <summary>The limits alone, for a dry run that needs no subscription.</summary>
    public MarketoSettings Limits()
    {
        var settings = SettingsReader.TryRead(
            key => key is "Marketo__BaseUrl" ? "https://plan.invalid" : key is "Marketo__ClientId" or "Marketo__ClientSecret" ? "plan" : _read(key),
            out var errors);
        return settings ?? throw new UsageException(Text(errors));
    }

    private static string Text(IReadOnlyList<string> errors) => string.Join(
        Environment.NewLine, [.. errors, "Set them in the environment or in local.settings.json (see local.settings.sample.json)."]);
}
