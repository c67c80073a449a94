using System.Diagnostics;
using System.Text.RegularExpressions;

namespace MarketoSync.TestSupport;

/// <summary>
/// Microsoft's storage emulator, in memory and on free ports. The first start on a machine installs it with npm. It ends when it is
/// disposed of, or with this process, however that ends.
/// </summary>
public sealed partial class Azurite : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";

    /// <summary>The emulator's own key, the same everywhere and no secret.</summary>
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Ends the emulator when the pipe to this process breaks, so that a test run that is killed leaves none behind.</summary>
    private const string Script = """
        process.stdin.on('end', () => process.exit()).resume();
        const [main, ...options] = process.argv.slice(1);
        process.argv = [process.argv[0], main, ...options];
        require(main);
        """;

    private readonly Process _process;

    private Azurite(Process process, string connectionString) => (_process, ConnectionString) = (process, connectionString);

    /// <summary>Whether this machine has what it takes.</summary>
    public static bool IsAvailable => AzuriteInstall.Node is not null && AzuriteInstall.Npm is not null;

    /// <summary>Of a storage account with blobs, queues and tables.</summary>
    public string ConnectionString { get; }

    public static async Task<Azurite> StartAsync()
    {
        var main = await AzuriteInstall.MainAsync();
        var start = new ProcessStartInfo(AzuriteInstall.Node!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "-e", Script, main,
            "--blobPort", "0", "--queuePort", "0", "--tablePort", "0",
            "--inMemoryPersistence", "--skipApiVersionCheck", "--silent", "--disableTelemetry",
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);

        var process = Process.Start(start)!;
        try
        {
            return new Azurite(process, await ReadConnectionStringAsync(process));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<string> ReadConnectionStringAsync(Process process)
    {
        var errors = process.StandardError.ReadToEndAsync();
        var endpoints = new Dictionary<string, string>();
        while (endpoints.Count < 3)
        {
            var line = await process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException($"Azurite did not start: {await errors}");
            if (Listening().Match(line) is { Success: true } match)
                endpoints[match.Groups["service"].Value] = match.Groups["url"].Value;
        }

        // What it prints later must not fill the pipe.
        _ = process.StandardOutput.ReadToEndAsync();
        return $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
            + string.Join(';', endpoints.Select(endpoint => $"{endpoint.Key}Endpoint={endpoint.Value}/{Account}"));
    }

    [GeneratedRegex("^Azurite (?<service>Blob|Queue|Table) service is successfully listening at (?<url>\\S+)$")]
    private static partial Regex Listening();
}
