using System.Runtime.CompilerServices;
using MarketoSync.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MarketoSync.Cli.Telemetry;

/// <summary>Sends spans and metrics to an OTLP collector, if the environment names one as OpenTelemetry has it.</summary>
internal static class Exporting
{
    private const string Service = "marketo-sync";

    /// <returns>To be disposed when all is done, which sends what is left; null if there is no collector.</returns>
    public static IDisposable? ExportTelemetry(this Terminal terminal) =>
        string.IsNullOrEmpty(terminal.Read("OTEL_EXPORTER_OTLP_ENDPOINT")) ? null : Start(terminal.Read("OTEL_SERVICE_NAME") ?? Service);

    /// <summary>Apart, so that nothing of OpenTelemetry is loaded where it is not wanted.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Exporters Start(string service) => new(
        Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService(service))
            .AddSource(SyncTelemetry.Name)
            .AddOtlpExporter()
            .Build(),
        Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService(service))
            .AddMeter(SyncTelemetry.Name)
            .AddOtlpExporter()
            .Build());

    private sealed class Exporters(TracerProvider traces, MeterProvider metrics) : IDisposable
    {
        public void Dispose()
        {
            traces.Dispose();
            metrics.Dispose();
        }
    }
}
