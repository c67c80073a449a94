using MarketoSync.Cli.Reports;
using Spectre.Console;

namespace MarketoSync.Cli;

/// <summary>
/// What a command reads and writes. Standard output holds what was asked for, standard error all that is said on the way.
/// </summary>
/// <param name="Output">For reports to read.</param>
/// <param name="Data">The same stream, for JSON to the byte.</param>
/// <param name="Error">For progress and errors.</param>
/// <param name="Input">Standard input.</param>
/// <param name="Read">Gives an environment variable.</param>
/// <param name="Stop">Cancelled at Ctrl-C.</param>
public sealed record Terminal(
    IAnsiConsole Output,
    TextWriter Data,
    IAnsiConsole Error,
    Func<Stream> Input,
    TimeProvider Time,
    Func<string, string?> Read,
    CancellationToken Stop)
{
    private const int ReportWidth = 100;

    /// <summary>A message in a log is one line, and a command in it can be copied.</summary>
    private const int UnbrokenWidth = 10_000;

    public static Terminal OfProcess() => new(
        Make(Console.Out, Console.IsOutputRedirected, ReportWidth),
        Console.Out,
        Make(Console.Error, Console.IsErrorRedirected, UnbrokenWidth),
        Console.OpenStandardInput,
        TimeProvider.System,
        Environment.GetEnvironmentVariable,
        StopKeys.Listen());

    /// <summary>Says what deserves a look and stops nothing.</summary>
    public void Warn(string text) => Error.WriteLine("Warning: " + Looks.Plain(text));

    private static IAnsiConsole Make(TextWriter writer, bool isRedirected, int plainWidth)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (isRedirected) console.Profile.Width = plainWidth;
        return console;
    }
}
