using System.Globalization;
using BenchmarkDotNet.Running;
using MarketoSync.Benchmarks.Intake;

if (args is ["peak-memory", var records])
    await PeakMemory.RunAsync(int.Parse(records, CultureInfo.InvariantCulture));
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
