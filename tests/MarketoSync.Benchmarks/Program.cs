using System.Globalization;
using BenchmarkDotNet.Running;
using MarketoSync.Benchmarks.Intake;

if (args is ["peak-memory", var records])
    await PeakMemory.RunAsync(Number(records));
else if (args is ["intake-ratio", var leads, var turns])
    await IntakeRatio.RunAsync(Number(leads), Number(turns));
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
