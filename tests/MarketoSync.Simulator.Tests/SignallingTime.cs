using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace MarketoSync.Simulator.Tests;

/// <summary>Simulated time that tells when somebody has begun to wait on it, so that a test never advances it too soon.</summary>
internal sealed class SignallingTime : FakeTimeProvider
{
    private readonly Channel<bool> waits = Channel.CreateUnbounded<bool>();

    public SignallingTime()
        : base(new DateTimeOffset(2026, 11, 22, 18, 0, 0, TimeSpan.Zero))
    {
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        waits.Writer.TryWrite(true);
        return timer;
    }

    /// <summary>Completes when this many waits have begun that no earlier call of this method has seen.</summary>
    public async Task WaitersAsync(int count)
    {
        for (var i = 0; i < count; i++)
            await waits.Reader.ReadAsync();
    }
}
