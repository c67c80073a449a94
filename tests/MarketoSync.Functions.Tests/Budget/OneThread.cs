using System.Collections.Concurrent;

namespace MarketoSync.Functions.Tests.Budget;

/// <summary>
/// Runs a test on one thread, to which all comes back that it waits for: so the test knows when everything that follows from a step in
/// time has happened, however busy the machine is.
/// </summary>
internal sealed class OneThread : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _posted = [];

    public static Task RunAsync(Func<Task> test) => Task.Run(() => new OneThread().Run(test));

    /// <summary>Does what is waiting to be done on this thread, and what follows from it.</summary>
    public static async Task DoAllAsync()
    {
        var thread = (OneThread)Current!;
        do await Task.Yield();
        while (thread._posted.Count > 0);
    }

    public override void Post(SendOrPostCallback d, object? state) => _posted.Add((d, state));

    private void Run(Func<Task> test)
    {
        SetSynchronizationContext(this);
        var running = test();
        running.ContinueWith(_ => Post(_ => { }, null), TaskScheduler.Default);
        while (!running.IsCompleted)
        {
            var (callback, state) = _posted.Take();
            callback(state);
        }

        SetSynchronizationContext(null);
        running.GetAwaiter().GetResult();
    }
}
