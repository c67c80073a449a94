using Azure.Monitor.OpenTelemetry.Exporter;
using MarketoSync.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace MarketoSync.Functions.Hosting;

/// <summary>
/// Sends spans, metrics and logs to Azure Monitor, to an OTLP collector or to both, as the settings that these go by say. Without any the
/// host goes on showing what the worker logs.
/// </summary>
internal static class TelemetrySetup
{
    public static void AddTelemetry(this FunctionsApplicationBuilder builder)
    {
        var azure = builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"];
        var collector = builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
        if (string.IsNullOrEmpty(azure) && string.IsNullOrEmpty(collector)) return;

        // At their usual level these log whole URLs: of callers with their queries, in which a function key may be, and of stores.
        builder.Logging
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("System.Net.Http", LogLevel.Warning)
            .AddFilter("Azure", LogLevel.Warning);

        var telemetry = builder.Services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithTracing(traces => traces.AddSource(SyncTelemetry.Name))
            .WithMetrics(metrics => metrics.AddMeter(SyncTelemetry.Name));
        if (!string.IsNullOrEmpty(collector)) telemetry.UseOtlpExporter();
        if (!string.IsNullOrEmpty(azure)) telemetry.UseAzureMonitorExporter(monitor => Set(monitor, azure));

        void Set(AzureMonitorExporterOptions monitor, string connection)
        {
            monitor.ConnectionString = connection;
            monitor.Credential = MonitorCredential.Find(key => builder.Configuration[key]);

            // That a run stopped must be told, whether or not the trace that it belongs to is kept.
            monitor.EnableTraceBasedLogsSampler = false;
        }
    }
}
