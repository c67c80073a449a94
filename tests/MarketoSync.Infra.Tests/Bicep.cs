using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace MarketoSync.Infra;

/// <summary>The bicep program, and the files that it reads. Nothing here needs a network.</summary>
internal static partial class Bicep
{
    // Any that look like these will do: names of resources are hashed from them.
    private static readonly string[] s_place =
    [
        "--tenant-id", "00000000-0000-0000-0000-000000000002",
        "--subscription-id", "00000000-0000-0000-0000-000000000001",
        "--resource-group", "marketo-sync",
        "--location", "westeurope",
        "--deployment-name", "main",
    ];

    private static readonly Dictionary<string, string> s_settings = new()
    {
        ["Marketo__BaseUrl"] = "https://123-ABC-456.mktorest.com",
        ["Marketo__ClientId"] = "a-client",
        ["Marketo__ClientSecret"] = "what-only-the-vault-may-hold",
        ["Sync__WebhookSecret"] = "what-only-the-vault-may-hold-too",
    };

    private static readonly string[] s_unset = ["ALERT_EMAIL", "INBOX_UPLOADER_ID"];

    public static string Repository { get; } = Metadata("Repository");

    public static string Infra { get; } = Path.Combine(Repository, "infra");

    public static string? Program { get; } = Find();

    public static IReadOnlyCollection<string> Secrets { get; } = [s_settings["Marketo__ClientSecret"], s_settings["Sync__WebhookSecret"]];

    /// <summary>Runs it and gives what it said.</summary>
    public static (int Exit, string Output, string Errors) Run(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Program!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in s_settings) start.Environment[name] = value;
        foreach (var name in s_unset) start.Environment.Remove(name);

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, Plain(output), Plain(errors.GetAwaiter().GetResult()));
    }

    /// <summary>Runs it where it must succeed and have nothing to say against what it reads.</summary>
    public static string Succeed(params IEnumerable<string> arguments)
    {
        var (exit, output, errors) = Run(arguments);
        Assert.True(exit == 0 && errors.Length == 0, $"bicep {string.Join(' ', arguments)} ended with {exit}:\n{errors}{output}");
        return output;
    }

    public static IEnumerable<string> Snapshot(string parameters, string mode) => ["snapshot", parameters, "--mode", mode, .. s_place];

    private static string Plain(string text) => Colour().Replace(text, "");

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Colour();

    private static string? Find()
    {
        // The package is for Linux on x64. Elsewhere the one that is installed does as well.
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            return OnPath(OperatingSystem.IsWindows() ? "bicep.exe" : "bicep");

        var program = Metadata("Bicep");
        var mode = File.GetUnixFileMode(program);
        if (!mode.HasFlag(UnixFileMode.UserExecute)) File.SetUnixFileMode(program, mode | UnixFileMode.UserExecute);
        return program;
    }

    private static string? OnPath(string file) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, file))
        .FirstOrDefault(File.Exists);

    private static string Metadata(string key) =>
        typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == key).Value!;
}
