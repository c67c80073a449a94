using Xunit.Sdk;

namespace MarketoSync.Tests.Runs;

/// <summary>Tries something as often as it makes calls of ports, with another one of them going wrong each time.</summary>
internal static class EveryCall
{
    /// <param name="atLeast">Calls that there must be, so that a test that tries nothing does not pass.</param>
    /// <param name="attempt">Makes a process that goes wrong at the given call, and the work and the checks that go with it.</param>
    public static async Task TryAsync(int atLeast, Func<int, (WatchedProcess Process, Func<Task> Work)> attempt)
    {
        for (var call = 1; ; call++)
        {
            var (process, work) = attempt(call);
            try
            {
                await work();
            }
            catch (XunitException fault)
            {
                throw new XunitException($"Call {call}, {process.Hit}: {fault.Message}", fault);
            }

            if (process.Hit is not null) continue;
            Assert.True(call > atLeast, $"Only {call} calls.");
            return;
        }
    }

    /// <summary>Does what a process does, which may fail or die.</summary>
    public static async Task SurviveAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (fault is IOException or ProcessDiedException)
        {
        }
    }
}
