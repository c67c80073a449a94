using MarketoSync.Runs;
using MarketoSync.Storage.Files;
using MarketoSync.Storage.Tests.Runs;

namespace MarketoSync.Storage.Tests.Files;

public sealed class FileExclusiveTests : ExclusiveConformance, IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("marketo-sync-tests-");

    public void Dispose() => _root.Delete(recursive: true);

    protected override IExclusive Another() => new FileExclusive(Path.Combine(_root.FullName, "locks"));
}
