using System.Diagnostics;
using System.Globalization;

namespace MarketoSync.Benchmarks.Intake;

/// <summary>
/// Takes turns between the bare pass and intake, in one process, and prints how many times as long intake took each time: whatever
/// else the machine does then weighs on both.
/// </summary>
internal static class IntakeRatio
{
    private const int Warmups = 3;

    public static async Task RunAsync(int records, int turns)
    {
        var benchmarks = new IntakeBenchmarks { Records = records };
        benchmarks.Setup();
        try
        {
            var inMemory = new List<double>();
            var mappedInMemory = new List<double>();
            var checkedInMemory = new List<double>();
            var onDisk = new List<double>();
            for (var turn = -Warmups; turn < turns; turn++)
            {
                var bare = await TimeAsync(() => Task.FromResult(benchmarks.BareReader()));
                var memory = await TimeAsync(benchmarks.IntakeAndPlan);
                var mapped = await TimeAsync(benchmarks.IntakeAndPlanMapped);
                var preflight = await TimeAsync(benchmarks.IntakeAndPlanChecked);
                var disk = await TimeAsync(benchmarks.IntakeAndPlanOnDisk);
                benchmarks.DeleteRun();
                if (turn < 0)
                    continue;
                inMemory.Add(memory / bare);
                mappedInMemory.Add(mapped / bare);
                checkedInMemory.Add(preflight / bare);
                onDisk.Add(disk / bare);
                Print($"bare {bare,6:F0} ms; in memory {memory,6:F0} ms, {memory / bare:F2} times; mapped {mapped,6:F0} ms, {mapped / bare:F2} times; checked {preflight,6:F0} ms, {preflight / bare:F2} times; on disk {disk,6:F0} ms, {disk / bare:F2} times");
            }

            Print($"median: in memory {Median(inMemory):F2} times, mapped {Median(mappedInMemory):F2} times, checked {Median(checkedInMemory):F2} times, on disk {Median(onDisk):F2} times");
        }
        finally
        {
            benchmarks.Cleanup();
        }
    }

    private static async Task<double> TimeAsync(Func<Task<long>> work)
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
