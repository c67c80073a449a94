using Spectre.Console;

namespace MarketoSync.Cli.Reports;

/// <summary>Tables that are as wide as they have to be. One that does not fit would come out as nothing but an ellipsis.</summary>
internal static class Tables
{
    private const int Unbroken = 10_000;

    public static void WriteWhole(this IAnsiConsole console, Table table)
    {
        var width = console.Profile.Width;
        console.Profile.Width = Unbroken;
        console.Write(table);
        console.Profile.Width = width;
    }
}
