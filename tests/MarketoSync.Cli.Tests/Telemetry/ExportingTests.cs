using MarketoSync.Cli.Telemetry;
using Spectre.Console.Testing;

namespace MarketoSync.Cli.Tests.Telemetry;

public sealed class ExportingTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_collector_nothing_is_exported_and_nothing_of_OpenTelemetry_is_loaded(string? endpoint)
    {
        using var terminal = new TestConsole();
        Assert.Null(new Terminal(terminal, TextWriter.Null, terminal, () => Stream.Null, TimeProvider.System, _ => endpoint, CancellationToken.None).ExportTelemetry());
        Assert.DoesNotContain(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name!.StartsWith("OpenTelemetry", StringComparison.Ordinal));
    }
}
