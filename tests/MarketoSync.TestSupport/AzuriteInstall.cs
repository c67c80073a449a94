using System.Diagnostics;

namespace MarketoSync.TestSupport;

/// <summary>Azurite's npm package in the user's cache, where all test projects share it.</summary>
internal static class AzuriteInstall
{
    private const string Version = "3.35.0";

    public static string? Node { get; } = Find("node", ".exe");

    public static string? Npm { get; } = Find("npm", ".cmd");

    private static string Cache => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
        "marketo-sync-tests");

    /// <summary>The script that node runs.</summary>
    public static async Task<string> MainAsync()
    {
        var folder = Path.Combine(Cache, $"azurite-{Version}");
        if (!Directory.Exists(folder))
            await InstallAsync(folder);
        return Path.Combine(folder, "node_modules", "azurite", "dist", "src", "azurite.js");
    }

    /// <summary>Several test processes may be at it: each installs in a folder of its own, and one of them gets the name.</summary>
    private static async Task InstallAsync(string folder)
    {
        Directory.CreateDirectory(Cache);
        var own = $"{folder}.{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(own);
            await RunNpmAsync("install", "--prefix", own, $"azurite@{Version}", "--no-audit", "--no-fund", "--loglevel=error");
            Directory.Move(own, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
        }
        finally
        {
            if (Directory.Exists(own)) Directory.Delete(own, recursive: true);
        }
    }

    private static async Task RunNpmAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Npm!, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"npm could not install Azurite: {errors}{await output}");
    }

    private static string? Find(string program, string windowsExtension)
    {
        var file = OperatingSystem.IsWindows() ? program + windowsExtension : program;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
    }
}
