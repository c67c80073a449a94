using MarketoSync.Runs;

namespace MarketoSync.Tests.Telemetry;

/// <summary>A store with one run in it.</summary>
internal sealed class OneRunStore(IRunFolder folder) : IRunStore
{
    public IObjectFolder Shared => throw new NotSupportedException();

    public IRunFolder Open(string run) => run == folder.Run ? folder : throw new ArgumentException("There is no such run.", nameof(run));

    public IAsyncEnumerable<string> ListAsync(CancellationToken cancellation) => new[] { folder.Run }.ToAsyncEnumerable();

    public Task<bool> ExistsAsync(string run, CancellationToken cancellation) => Task.FromResult(run == folder.Run);

    public Task DeleteAsync(string run, CancellationToken cancellation) => throw new NotSupportedException();
}
