using MarketoSync.Records;
using Spectre.Console;

namespace MarketoSync.Cli.Reports;

/// <summary>The styles of printed reports.</summary>
internal static class Looks
{
    public static Style Title { get; } = new(decoration: Decoration.Bold);

    public static Style Soft { get; } = new(Color.Grey);

    public static Style Good { get; } = new(Color.Green, decoration: Decoration.Bold);

    public static Style Attention { get; } = new(Color.Yellow, decoration: Decoration.Bold);

    public static Style Of(RecordStatus status) => status switch
    {
        _ when status.GotIn() => new(Color.Green),
        RecordStatus.Failed => new(Color.Red),
        RecordStatus.NotSent => Soft,
        _ => new(Color.Yellow),
    };

    /// <summary>The text without control characters: what came from a file or a server must not steer the terminal.</summary>
    public static string Plain(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)) : text;
}
