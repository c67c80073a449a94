using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MarketoSync.Simulator;

/// <summary>
/// One Marketo subscription on a real HTTP server at 127.0.0.1: Identity, leads and every other object that takes record sets, bulk
/// imports and daily usage, with the real limits, faults on demand and a ledger of what was truly applied. It uses Kestrel without a host, so it
/// neither logs nor listens to Ctrl-C.
/// </summary>
public sealed class MarketoSimulator : IAsyncDisposable
{
    private readonly SimulatorOptions options;
    private readonly TimeProvider time;
    private readonly CallCounters counters = new();
    private readonly CallLimits limits;
    private readonly FaultInjector faults;
    private readonly TokenIssuer tokens;
    private readonly Subscription data;
    private readonly LeadStore store;
    private readonly KestrelServer server;
    private readonly CancellationTokenSource stopping = new();

    private MarketoSimulator(SimulatorOptions options, TimeProvider time)
    {
        (this.options, this.time) = (options, time);
        data = new Subscription(options, time);
        store = data.Leads;
        (Objects, Memberships, Imports) = (new ObjectRecords(data), new Memberships(data), new ImportJobs(data.Imports));
        limits = new CallLimits(options, time);
        faults = new FaultInjector(options.Seed, options.Faults);
        tokens = new TokenIssuer(options, time);
        server = NewServer(options.Port);
        BaseUrl = new Uri("http://127.0.0.1/");
    }

    /// <summary>Raised, with the number of the call, when a call has arrived and before it is carried out.</summary>
    public event Action<long>? CallArrived;

    /// <summary>Where the simulator listens, without a path: <c>http://127.0.0.1:port/</c>.</summary>
    public Uri BaseUrl { get; private set; }

    public Ledger Ledger => CaughtUp(data.Ledger);

    /// <summary>The records of custom objects, companies, opportunities, roles, sales persons and named accounts.</summary>
    public ObjectRecords Objects => CaughtUp(field);

    /// <summary>Who is in which list and program.</summary>
    public Memberships Memberships => CaughtUp(field);

    /// <summary>What became of bulk imports.</summary>
    public ImportJobs Imports { get; }

    /// <summary>The custom activities added, in that order; a copy.</summary>
    public IReadOnlyList<ActivitySnapshot> Activities
    {
        get
        {
            lock (data.Gate)
                return [.. data.Activities];
        }
    }

    /// <summary>A snapshot.</summary>
    public SimulatorStatistics Statistics => counters.Snapshot(limits);

    /// <summary>What goes wrong from now on. Setting it drops the rest of the script before.</summary>
    /// <exception cref="ArgumentException">It names a fault that is not in <see cref="FaultCatalogue"/>.</exception>
    public FaultPlan Faults
    {
        get => faults.Plan;
        set => faults.Plan = value;
    }

    public int LeadCount
    {
        get
        {
            lock (CaughtUp(store.Gate))
                return store.Count;
        }
    }

    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<MarketoSimulator> StartAsync(SimulatorOptions options, TimeProvider? time = null, CancellationToken ct = default)
    {
        var simulator = new MarketoSimulator(options, time ?? TimeProvider.System);
        await simulator.server.StartAsync(simulator.Front(), ct);
        simulator.BaseUrl = new Uri(simulator.server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return simulator;
    }

    /// <summary>Lets the next <paramref name="count"/> calls of a kind meet a fault.</summary>
    /// <param name="fault">A name in <see cref="FaultCatalogue"/>.</param>
    /// <param name="path">Only calls whose path begins with this, such as <c>/rest/v1/companies</c>; null for any.</param>
    /// <exception cref="ArgumentException">There is no such fault.</exception>
    public void FailNext(string fault, FaultTarget on = FaultTarget.Write, int count = 1, string? path = null) =>
        FailNext(new ScriptedFault(fault, on, count, path));

    /// <summary>Adds a step to the script of faults.</summary>
    /// <exception cref="ArgumentException">There is no such fault.</exception>
    public void FailNext(ScriptedFault fault) => faults.Enqueue(fault);

    /// <summary>
    /// Spends calls of the day's quota, but neither rate nor concurrency, as another integration of the subscription does. Usage tells
    /// of them under that user, and they are in <see cref="SimulatorStatistics.QuotaUsed"/>.
    /// </summary>
    public void SpendQuota(long calls, string user = "other-user@simulator.example") => limits.Spend(user, calls);

    /// <summary>
    /// Adds a lead as if it had been there before. Values: null, string, bool or a number. Where field values are not kept it can be
    /// looked up by email and id only.
    /// </summary>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">A field is unknown or a value does not fit.</exception>
    public long AddLead(params IEnumerable<(string Field, object? Value)> fields) => AddLeads(Json.Object(fields))[0];

    /// <summary>Adds leads as if they had been there before: JSON objects one after another, as in NDJSON.</summary>
    /// <returns>Their ids, in order.</returns>
    /// <exception cref="ArgumentException">The text is no JSON, a field is unknown or a value does not fit. Leads before it are in.</exception>
    public IReadOnlyList<long> AddLeads(ReadOnlySpan<byte> utf8)
    {
        var ids = new List<long>();
        var json = new Utf8JsonReader(utf8, new JsonReaderOptions { AllowMultipleValues = true });
        var email = store.Schema.Find("email");
        try
        {
            while (json.Read())
            {
                if (json.TokenType is not JsonTokenType.StartObject) throw new ArgumentException("A lead is a JSON object.", nameof(utf8));
                var lead = data.Reader.Read(ref json, email, out var callError);
                var error = callError.Code is null ? lead.Error : callError;
                if (error.Code is not null) throw new ArgumentException(error.Message, nameof(utf8));
                var keyField = lead.KeyText is null ? LeadSchema.Unknown : email;
                lock (store.Gate)
                    ids.Add(LeadStore.IdOf(store.Create(lead.Values, keyField, lead.Key, time.GetUtcNow())));
            }
        }
        catch (JsonException e)
        {
            throw new ArgumentException("The leads are not valid JSON.", nameof(utf8), e);
        }
        return ids;
    }

    /// <summary>The leads that have this value in this field, or this id; text compares without regard to case.</summary>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public IReadOnlyList<LeadSnapshot> FindLeads(string field, string value)
    {
        if (field is not "id")
        {
            var ids = Ledger.LeadsByKey(field, value);
            return [.. ids.Select(Find).OfType<LeadSnapshot>()];
        }
        return long.TryParse(value, out var id) && Find(id) is { } lead ? [lead] : [];
    }

    /// <summary>Forgets all records, ledger, counts and faults. Tokens live on.</summary>
    public void Reset()
    {
        data.Clear();
        counters.Clear();
        limits.Clear();
        faults.Plan = FaultPlan.None;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await server.StopAsync(stopping.Token);
        server.Dispose();
        stopping.Dispose();
    }

    /// <summary>Lets imports do what time has made due, since they do nothing by themselves.</summary>
    private T CaughtUp<T>(T data)
    {
        this.data.Imports.Advance();
        return data;
    }

    private LeadSnapshot? Find(long id)
    {
        lock (CaughtUp(store.Gate))
            return store.FindById(id) is { Count: 1 } match ? store.Snapshot(match.First) : null;
    }

    private void Arrived(long call)
    {
        data.Imports.Advance();
        CallArrived?.Invoke(call);
    }

    private HttpFront Front()
    {
        var routes = EndpointTable.Of(data, limits);
        var rest = new RestPipeline(options, time, routes, tokens, limits, faults, counters, Arrived);
        return new HttpFront(options, time, rest, new IdentityEndpoint(options, tokens), new AdminEndpoints(this), faults, counters, stopping.Token);
    }

    private static KestrelServer NewServer(int port)
    {
        const int hugeLine = 4 * 1024 * 1024;
        var kestrel = new KestrelServerOptions { AddServerHeader = false };
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MaxRequestBufferSize = 2 * hugeLine;
        kestrel.Limits.MaxRequestLineSize = hugeLine;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Listen(IPAddress.Loopback, port);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        return new KestrelServer(Options.Create(kestrel), transport, NullLoggerFactory.Instance);
    }
}
