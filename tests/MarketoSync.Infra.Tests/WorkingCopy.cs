namespace MarketoSync.Infra;

/// <summary>A copy of all that bicep reads, for what it writes beside its sources.</summary>
internal sealed class WorkingCopy : IDisposable
{
    /// <summary>What all files that bicep reads are matched by.</summary>
    public const string All = "**/*.bicep*";

    private static readonly string[] s_kinds = [".bicep", ".bicepparam"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("marketo-sync-infra-");

    public WorkingCopy()
    {
        foreach (var file in Sources.Append("infra/bicepconfig.json"))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(this[file])!);
            File.Copy(Path.Combine(Bicep.Repository, file), this[file]);
        }
    }

    /// <summary>Each by its path in the repository.</summary>
    public static IReadOnlyList<string> Sources { get; } =
    [
        .. from folder in new[] { "infra", "tests/MarketoSync.Infra.Tests" }
           from file in Directory.EnumerateFiles(Path.Combine(Bicep.Repository, folder), "*", SearchOption.AllDirectories)
           where s_kinds.Contains(Path.GetExtension(file))
           select Path.GetRelativePath(Bicep.Repository, file),
    ];

    public string this[string file] => Path.Combine(_folder.FullName, file);

    public void Dispose() => _folder.Delete(recursive: true);
}
