using System.Diagnostics;
using System.Globalization;
using MarketoSync.Batching;
using MarketoSync.Intake;
using MarketoSync.Storage.Files;

namespace MarketoSync.Benchmarks.Intake;

/// <summary>
/// Takes in a number of leads in this process and prints the peak of its memory. Two runs with different numbers
/// give the bytes that a record costs.
/// </summary>
internal static class PeakMemory
{
    public static async Task RunAsync(int records)
    {
        var root = Directory.CreateTempSubdirectory("marketo-sync-benchmarks-");
        try
        {
            using var folder = new FileRunStore(root.FullName).Open("run");
            await using var source = new LeadStream(records);
            var options = new IntakeOptions(SourceFormat.Ndjson, "email", new BatchLimits(300, 1_000_000, 80));
            Console.WriteLine(await RecordIntake.RunAsync(source, options, folder, CancellationToken.None));
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{records} records, peak {process.PeakWorkingSet64} bytes"));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
