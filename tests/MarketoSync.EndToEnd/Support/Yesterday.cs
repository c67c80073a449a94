namespace MarketoSync.EndToEnd.Support;

/// <summary>A clock that is a day behind until it is told to catch up: what was there before a run is older than the run.</summary>
internal sealed class Yesterday : TimeProvider
{
    private bool _isOver;

    public void End() => _isOver = true;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - (_isOver ? TimeSpan.Zero : TimeSpan.FromDays(1));
}
