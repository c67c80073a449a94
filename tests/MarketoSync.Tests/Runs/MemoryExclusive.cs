using MarketoSync.Runs;

namespace MarketoSync.Tests.Runs;

/// <summary>Turns that pass on a minute after they were taken, whether their process is dead or only slow.</summary>
internal sealed class MemoryExclusive(TimeProvider time) : IExclusive
{
    private readonly Dictionary<string, (object Owner, DateTimeOffset Until)> _turns = new(StringComparer.Ordinal);

    public Task<IAsyncDisposable?> TryEnterAsync(string name, CancellationToken cancellation)
    {
        lock (_turns)
        {
            if (_turns.TryGetValue(name, out var turn) && turn.Until > time.GetUtcNow()) return Task.FromResult<IAsyncDisposable?>(null);

            var mine = new Turn(this, name);
            _turns[name] = (mine, time.GetUtcNow().AddMinutes(1));
            return Task.FromResult<IAsyncDisposable?>(mine);
        }
    }

    private void Leave(string name, object owner)
    {
        lock (_turns)
        {
            if (_turns.TryGetValue(name, out var turn) && turn.Owner == owner) _turns.Remove(name);
        }
    }

    private sealed class Turn(MemoryExclusive exclusive, string name) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            exclusive.Leave(name, this);
            return ValueTask.CompletedTask;
        }
    }
}
