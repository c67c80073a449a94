using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using MarketoSync.Api.Access;
using MarketoSync.Api.Syncs;
using MarketoSync.Configuration;
using MarketoSync.Inbox;
using MarketoSync.Marketo;
using MarketoSync.Queueing;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Runs;
using MarketoSync.Storage.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace MarketoSync.Api.Tests.Support;

/// <summary>The API on a real server, over the file store and an engine that does what a test says.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("marketo-sync-api-");
    private readonly WebApplication _app;

    private ApiServer(SyncSettings sync, Func<SyncSettings, AccessRules> access, Func<IRunStore, IRunStore> wrap, HttpMessageHandler? marketo)
    {
        Files = new FileRunStore(_folder.FullName);
        Store = wrap(Files);
        Queue = new FileRecordQueue(Path.Combine(_folder.FullName, "_shared", "queue"), Time);
        var (starter, intake) = (new RunStarter(Store, Engine, Marketo, Time), new RunIntake(Store, Schemas, Marketo, Time));
        var exclusive = new FileExclusive(Path.Combine(_folder.FullName, "_shared", "turns"));
        var inbox = new InboxSweep(new FileInbox(Inbox), Store, exclusive, intake, starter, sync, Time);
        Drain = new QueueDrain(Queue, Store, exclusive, intake, starter, Time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton(Store).AddSingleton<IRunEngine>(Engine).AddSingleton(starter).AddSingleton(intake).AddSingleton(Marketo).AddSingleton(sync).AddSingleton(inbox).AddSingleton<IRecordQueue>(Queue)
            .AddSingleton<TimeProvider>(Time).AddSingleton(access(sync)).AddSingleton(new HttpClient(marketo ?? new NoMarketo())).AddMarketoSyncApi();
        _app = builder.Build();
        _app.MapMarketoSync();
    }

    public static MarketoSettings Marketo { get; } = SettingsReader.TryRead(
        key => key switch
        {
            "Marketo__BaseUrl" => "https://123-abc-456.mktorest.com",
            "Marketo__ClientId" => "client",
            "Marketo__ClientSecret" => "the-client-secret",
            _ => null,
        },
        out _)!;

    public FakeEngine Engine { get; } = new();

    public FakeSchemas Schemas { get; } = new();

    public FileRunStore Files { get; }

    public FileRecordQueue Queue { get; }

    public QueueDrain Drain { get; }

    /// <summary>The inbox's folder.</summary>
    public string Inbox => Path.Combine(_folder.FullName, "_shared", "inbox");

    public IRunStore Store { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 21, 50, 55, TimeSpan.Zero));

    public LogLines Log { get; } = new();

    public HttpClient Http { get; private set; } = new();

    public IEnumerable<string> Folders => Directory.EnumerateDirectories(_folder.FullName).Select(path => Path.GetFileName(path)!).Where(name => name != "_shared");

    public static SyncSettings Settings(string? key = null, string? webhookSecret = null) => new(
        null, "inbox", new SyncOptions(), webhookSecret is null ? null : new Secret(webhookSecret), key is null ? null : new Secret(key), false, TimeSpan.FromDays(7));

    public static async Task<ApiServer> StartAsync(
        SyncSettings? sync = null,
        Func<SyncSettings, AccessRules>? access = null,
        Func<IRunStore, IRunStore>? wrap = null,
        HttpMessageHandler? marketo = null)
    {
        var server = new ApiServer(sync ?? Settings(), access ?? AccessRules.OfThisMachine, wrap ?? (store => store), marketo);
        await server._app.StartAsync();
        server.Http = new HttpClient { BaseAddress = new Uri(server.Url), Timeout = Timeout.InfiniteTimeSpan };
        return server;
    }

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public IReadOnlyList<Microsoft.AspNetCore.Routing.RouteEndpoint> Endpoints =>
        [.. ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>()];

    public static StringContent Body(string content, string type) =>
        new(content, Encoding.UTF8, new System.Net.Http.Headers.MediaTypeHeaderValue(type));

    public async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public Task<(HttpStatusCode Status, JsonNode Body)> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(string path, HttpContent? content = null, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return SendAsync(request);
    }

    /// <summary>Puts a file into the inbox.</summary>
    public Task PutAsync(string name, string content)
    {
        Directory.CreateDirectory(Inbox);
        return File.WriteAllTextAsync(Path.Combine(Inbox, name), content);
    }

    /// <summary>Uploads and gives the run's id.</summary>
    public async Task<string> UploadAsync(string ndjson, string query = "", string? key = null)
    {
        var (status, body) = await PostAsync("/api/syncs" + query, Body(ndjson, "application/x-ndjson"), key);
        Assert.Equal(HttpStatusCode.Accepted, status);
        return (string)body["id"]!;
    }

    /// <summary>Lets all keys be so old, and removes those that are too old.</summary>
    public Task AgeKeysAsync(TimeSpan age)
    {
        var keys = Directory.GetFiles(Path.Combine(_folder.FullName, "_shared", "keys"));
        Assert.NotEmpty(keys);
        foreach (var key in keys) File.SetLastWriteTimeUtc(key, (Time.GetUtcNow() - age).UtcDateTime);
        return _app.Services.GetRequiredService<ExpiredKeys>().RemoveAsync(CancellationToken.None);
    }

    /// <summary>Puts a run into the store as intake leaves it.</summary>
    public Task DefineAsync(string run, long records = 3, DateTimeOffset? at = null, string? subscription = null) => RunDefinitionFile.WriteAsync(
        Store.Open(run),
        new RunDefinition(run, subscription ?? Marketo.BaseUrl.Authority, "leads", "createOrUpdate", "email", "sync", "people.csv", "csv", at ?? Time.GetUtcNow(), records, 100, 0),
        CancellationToken.None);

    /// <summary>Lets a run be over, or stopped, with these results.</summary>
    public async Task EndAsync(string run, RunState state, params RecordResult[] results)
    {
        var folder = Store.Open(run);
        await DefineAsync(run, results.Length);
        await folder.WriteAsync(RunFiles.Results, Encoding.UTF8.GetBytes(string.Concat(results.Select(result => Encoding.UTF8.GetString(ResultLine.Write(result)) + "\n"))), CancellationToken.None);
        var records = new OrderedDictionary<string, long> { ["total"] = results.Length };
        foreach (var status in RecordStatuses.All) records[status.Name()] = results.Count(result => result.Status == status);
        var report = new Report(
            run, "leads", "createOrUpdate", "sync", state, Time.GetUtcNow(), Time.GetUtcNow().AddSeconds(5), state == RunState.Completed ? null : "Marketo is out of reach.",
            records, new(1, 1, 0), new(2, 1, new Dictionary<string, long> { ["601"] = 1 }), [], []);
        await ReportFile.WriteAsync(folder, report, CancellationToken.None);
        Engine[run] = new RunActivity(state == RunState.Stopped ? RunPhase.Stopped : RunPhase.Ended);
    }

    /// <summary>Lets a run that was uploaded be complete, its records having ended so.</summary>
    public async Task EndOfUploadAsync(string run, params RecordStatus[] statuses)
    {
        var definition = (await RunDefinitionFile.ReadAsync(Store.Open(run), CancellationToken.None))!;
        await EndAsync(run, RunState.Completed, [.. statuses.Select((status, record) => new RecordResult(record, record + 1, null, status))]);
        await RunDefinitionFile.WriteAsync(Store.Open(run), definition, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private sealed class NoMarketo : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("There is no Marketo here.");
    }
}
