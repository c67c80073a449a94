namespace MarketoSync.Tests.Runs;

/// <summary>A turn that a dead process does not give back.</summary>
internal sealed class WatchedTurn(IAsyncDisposable turn, WatchedProcess process) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        if (!process.IsDead) await (Task)process.Call("Turn.Dispose", () => turn.DisposeAsync().AsTask())!;
    }
}
