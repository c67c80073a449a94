using MarketoSync.Cli;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Simulator;
using MarketoSync.Storage.Files;
using Spectre.Console;

namespace MarketoSync.EndToEnd.Support;

/// <summary>Runs the command line in this process, with a folder, an environment and outputs of its own.</summary>
internal sealed class Shell : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("marketo-sync-test-");
    private readonly Dictionary<string, string> _environment;

    public Shell(MarketoSimulator simulator, params (string Key, string Value)[] more)
    {
        _environment = Environment(simulator, more);
    }

    public string Runs => Path.Combine(_folder.FullName, "runs");

    /// <summary>What a command finds on standard input.</summary>
    public Stream Input { get; init; } = Stream.Null;

    /// <summary>Ctrl-C.</summary>
    public CancellationToken Stop { get; set; }

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public static Dictionary<string, string> Environment(MarketoSimulator simulator, params (string Key, string Value)[] more)
    {
        var environment = new Dictionary<string, string>
        {
            ["Marketo__BaseUrl"] = simulator.BaseUrl.ToString(),
            ["Marketo__ClientId"] = "simulator-client",
            ["Marketo__ClientSecret"] = "simulator-secret",
            ["Marketo__CallsPerWindow"] = "100000",
            ["Marketo__WindowSeconds"] = "0.5",
            ["Marketo__SettleSeconds"] = "0.3",
            ["Marketo__RequestTimeoutSeconds"] = "5",
            ["Marketo__BackoffSeconds"] = "0.01",
            ["Marketo__PollSeconds"] = "0.05",
        };
        foreach (var (key, value) in more) environment[key] = value;
        return environment;
    }

    public void Set(string key, string value) => _environment[key] = value;

    public void Unset(string key) => _environment.Remove(key);

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, string content)
    {
        File.WriteAllText(PathOf(name), content);
        return PathOf(name);
    }

    public FileRunFolder Folder(string run) => new FileRunStore(Runs).Open(run);

    /// <summary>All runs that there is anything of.</summary>
    public async Task<List<string>> RunsAsync() => await new FileRunStore(Runs).ListAsync(CancellationToken.None).ToListAsync();

    public async Task<Report> ReportAsync(string run) => (await ReportFile.ReadAsync(Folder(run), CancellationToken.None))!;

    public async Task<List<RecordResult>> ResultsAsync(string run)
    {
        var results = new List<RecordResult>();
        await foreach (var result in ResultReader.ReadAsync(Folder(run), null, CancellationToken.None)) results.Add(result);
        return results;
    }

    public async Task<int> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(
            Plain(output, 100), output, Plain(error, 10_000), () => Input, TimeProvider.System, _environment.GetValueOrDefault, Stop);
        var exit = await CommandLine.RunAsync([.. arguments, "--runs", Runs], terminal);
        (Output, Error) = (output.ToString(), error.ToString());
        return exit;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static IAnsiConsole Plain(TextWriter writer, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        return console;
    }
}
