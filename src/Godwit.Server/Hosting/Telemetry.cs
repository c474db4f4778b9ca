using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Godwit.Server.Hosting;

/// <summary>What the process tells its operator: a quiet log, and metrics and traces where the standard OTEL_* variables name a collector.</summary>
public static class Telemetry
{
    /// <summary>A console log on stderr, so that stdout stays the verbs' own. GODWIT_LOG (Trace, Debug, …) overrules the level.</summary>
    public static ILoggerFactory ConsoleLog(bool json = false, LogLevel least = LogLevel.Information) => LoggerFactory.Create(log =>
    {
        log.SetMinimumLevel(Enum.TryParse<LogLevel>(Environment.GetEnvironmentVariable("GODWIT_LOG"), ignoreCase: true, out var wanted) ? wanted : least);
        log.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning).AddFilter("Orleans", LogLevel.Warning).AddFilter("Polly", LogLevel.Warning);
        // Both warn at every start: of workstation garbage collection, which is chosen, and of a check that counts from the machine's boot.
        log.AddFilter("Orleans.Runtime.Silo", LogLevel.Error).AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        if (json) log.AddJsonConsole();
        else log.AddSimpleConsole(o => { o.SingleLine = true; o.TimestampFormat = "HH:mm:ss "; });
        log.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
    });

    /// <summary>Nothing, unless OTEL_EXPORTER_OTLP_ENDPOINT is set: then metrics and traces go there by OTLP.</summary>
    public static IDisposable? Export()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"))) return null;
        var resource = ResourceBuilder.CreateDefault().AddService("godwit");
        var metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter("Godwit.*", "Microsoft.Orleans", "System.Runtime").AddOtlpExporter().Build();
        var traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource("Godwit.*").AddOtlpExporter().Build();
        return new Exporters(metrics, traces);
    }

    private sealed class Exporters(MeterProvider metrics, TracerProvider traces) : IDisposable
    {
        public void Dispose()
        {
            metrics.Dispose();
            traces.Dispose();
        }
    }
}
