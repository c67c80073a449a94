using MarketoSync.Tests.Runs;

namespace MarketoSync.Tests.Inbox;

/// <summary>Takes in what waits, time and again in a new world, with another call of the process going wrong each time.</summary>
internal static class IntakeCrashes
{
    /// <param name="atLeast">Calls that there must be.</param>
    /// <param name="work">What the process does, and the checks.</param>
    public static Task TryAsync(Mishap mishap, int atLeast, Func<IntakeWorld, WatchedProcess, Task> work) =>
        TryAsync(mishap, atLeast, work, _ => Task.CompletedTask);

    /// <summary>The process is held up at the call, while others take its turn, three times.</summary>
    /// <param name="heldUp">How long.</param>
    /// <param name="take">What the others do each time.</param>
    /// <param name="runsEnd">Whether what they begin comes to its end.</param>
    public static Task HoldUpAsync(
        Mishap mishap,
        int atLeast,
        Func<IntakeWorld, WatchedProcess, Task> work,
        TimeSpan heldUp,
        Func<IntakeWorld, Task> take,
        bool runsEnd) => TryAsync(mishap, atLeast, work, async world =>
        {
            world.Time.Advance(heldUp);
            for (var round = 0; round < 3; round++)
            {
                await take(world);
                if (runsEnd) await world.EndAllAsync();
            }
        });

    private static Task TryAsync(
        Mishap mishap, int atLeast, Func<IntakeWorld, WatchedProcess, Task> work, Func<IntakeWorld, Task> meanwhile) =>
        EveryCall.TryAsync(atLeast, call =>
        {
            var world = new IntakeWorld();
            var process = new WatchedProcess(call, mishap, () => meanwhile(world).GetAwaiter().GetResult());
            return (process, () => work(world, process));
        });
}
