using MarketoSync.Cli;
using MarketoSync.Simulator;
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
        };
        foreach (var (key, value) in more) environment[key] = value;
        return environment;
    }

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public async Task<int> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(
            Plain(output), output, Plain(error), () => Stream.Null, TimeProvider.System, _environment.GetValueOrDefault, CancellationToken.None);
        var exit = await CommandLine.RunAsync([.. arguments, "--runs", Runs], terminal);
        (Output, Error) = (output.ToString(), error.ToString());
        return exit;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static IAnsiConsole Plain(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = 100;
        return console;
    }
}
