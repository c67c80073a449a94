namespace MarketoSync.Cli.Commands;

/// <summary>Where records come from.</summary>
internal static class Source
{
    public const string Dash = "-";

    /// <exception cref="UsageException">The file cannot be opened.</exception>
    public static Stream Open(Terminal terminal, string source)
    {
        if (source == Dash) return new StandardInput(terminal.Input());
        if (Directory.Exists(source)) throw new UsageException($"{source} is a folder. Give a file of records.");
        try
        {
            return new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{source} cannot be opened: {fault.Message}");
        }
    }

    /// <summary>Why a file cannot be opened, or null.</summary>
    public static string? Obstacle(Terminal terminal, string file)
    {
        try
        {
            Open(terminal, file).Dispose();
            return null;
        }
        catch (UsageException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>The source as reports name it: no folder, which may tell of a person.</summary>
    public static string Name(string source) => source == Dash ? source : Path.GetFileName(source);
}
