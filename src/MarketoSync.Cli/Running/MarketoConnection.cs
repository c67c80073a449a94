using MarketoSync.Budget;
using MarketoSync.Cli.Telemetry;
using MarketoSync.Marketo;
using MarketoSync.Preflight;
using MarketoSync.Storage.Files;

namespace MarketoSync.Cli.Running;

/// <summary>The way to a subscription, which all that a process does shares: one token, one budget, one connection pool.</summary>
public sealed class MarketoConnection : IDisposable
{
    private readonly IDisposable? _telemetry;
    private readonly AccessTokens _tokens;
    private readonly CallBudget _budget;
    private readonly SchemaSource _schemas;

    /// <param name="runs">The folder that runs are in.</param>
    public MarketoConnection(Terminal terminal, MarketoSettings settings, string runs)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        ArgumentNullException.ThrowIfNull(settings);
        var (clock, time) = (new ServerClock(), terminal.Time);
        Settings = settings;
        _telemetry = terminal.ExportTelemetry();
        Http = MarketoHttp.Create(settings);
        _tokens = new AccessTokens(Http, settings, clock, time);
        _budget = new CallBudget(
            CallLimits.Of(settings),
            new DailyCallFile(runs, $"{settings.BaseUrl.Host}-{settings.BaseUrl.Port}"),
            time);
        Client = new MarketoClient(Http, settings, _tokens, _budget, clock, time);
        _schemas = new SchemaSource(Client, new FileRunStore(runs), settings, time);
    }

    public MarketoSettings Settings { get; }

    public HttpClient Http { get; }

    public MarketoClient Client { get; }

    public ISchemaSource Schemas => _schemas;

    public void Dispose()
    {
        _schemas.Dispose();
        _budget.Dispose();
        _tokens.Dispose();
        Http.Dispose();
        _telemetry?.Dispose();
    }
}
