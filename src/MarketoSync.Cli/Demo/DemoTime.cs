namespace MarketoSync.Cli.Demo;

/// <summary>The time of the demo's simulator: a day behind until the demo begins, so that the people it knows are older than the run.</summary>
internal sealed class DemoTime(TimeProvider time) : TimeProvider
{
    private bool _hasBegun;

    public override long TimestampFrequency => time.TimestampFrequency;

    public void Begin() => _hasBegun = true;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() - (_hasBegun ? TimeSpan.Zero : TimeSpan.FromDays(1));

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
