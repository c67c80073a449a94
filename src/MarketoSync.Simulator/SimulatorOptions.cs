namespace MarketoSync.Simulator;

/// <summary>How one simulated subscription behaves. A limit of 0 or less means no limit.</summary>
public sealed record SimulatorOptions
{
    /// <summary>TCP port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    public string ClientId { get; init; } = "simulator-client";

    public string ClientSecret { get; init; } = "simulator-secret";

    /// <summary>Life of an access token in seconds. Marketo gives at most 3600.</summary>
    public int TokenLifeSeconds { get; init; } = 3600;

    /// <summary>Records a write call may carry. Marketo: 300.</summary>
    public int MaxRecords { get; init; } = 300;

    /// <summary>Bytes of a request body. Marketo says "1 MB" and never defines it; a larger body gets HTTP 413.</summary>
    public long MaxRequestBytes { get; init; } = 1_000_000;

    /// <summary>
    /// Bytes of the body of a bulk import: the file and what is around it, since nobody says that this is not counted. Marketo says
    /// "10 MB"; a larger body gets HTTP 413.
    /// </summary>
    public long MaxImportBytes { get; init; } = 10_000_000;

    /// <summary>Bytes of path and query as sent. Marketo: 8 KB; a longer one gets HTTP 414.</summary>
    public int MaxUriBytes { get; init; } = 8192;

    /// <summary>Accepted calls in any window of <see cref="WindowSeconds"/>; more get 606.</summary>
    public int CallsPerWindow { get; init; } = 100;

    public double WindowSeconds { get; init; } = 20;

    /// <summary>Calls in flight; more get 615.</summary>
    public int MaxConcurrentCalls { get; init; } = 10;

    /// <summary>Accepted calls between two midnights of America/Chicago; more get 607.</summary>
    public int DailyQuota { get; init; } = 50_000;

    /// <summary>Median time in milliseconds that a call takes, spread by seed between half and double of it.</summary>
    public double LatencyMilliseconds { get; init; }

    /// <summary>Seed of tokens, latency and, where the plan names none, faults.</summary>
    public int Seed { get; init; } = 1;

    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>The lead fields of the subscription, without id, createdAt and updatedAt, which always exist.</summary>
    public IReadOnlyList<SimulatedField> Fields { get; init; } = LeadFields.Usual;

    /// <summary>The custom object types of the subscription, all approved.</summary>
    public IReadOnlyList<SimulatedObjectType> CustomObjects { get; init; } = StandardObjects.UsualCustomObjects;

    public IReadOnlyList<SimulatedList> Lists { get; init; } = [new(1001, "Newsletter"), new(1002, "Customers")];

    public IReadOnlyList<SimulatedProgram> Programs { get; init; } =
    [
        new(2001, "Webinar", ["Invited", "Registered", "Attended"]), new(2002, "Trade Show", ["Invited", "Visited Booth"]),
    ];

    /// <summary>The custom fields of program members, after the standard ones, which no call can change.</summary>
    public IReadOnlyList<SimulatedField> ProgramMemberFields { get; init; } =
    [
        new("myCustomField", SimulatedFieldType.String, Searchable: true),
        new("registrationCode", SimulatedFieldType.String, 100),
        new("webinarUrl", SimulatedFieldType.String, 2000),
        new("seats", SimulatedFieldType.Integer),
    ];

    public IReadOnlyList<SimulatedActivityType> ActivityTypes { get; init; } = SimulatedActivityType.Usual;

    /// <summary>Whether answers tell only the marketoGUID of an activity, as those of migrated subscriptions do.</summary>
    public bool OmitActivityIds { get; init; }

    public ImportOptions Imports { get; init; } = new();

    /// <summary>Whether a native CRM sync owns companies, opportunities, roles and sales persons: what it closes answers 1018.</summary>
    public bool HasNativeCrmSync { get; init; }

    /// <summary>What an opportunity that names an unknown sales person leads to.</summary>
    public UnknownSalesPerson UnknownSalesPerson { get; init; } = UnknownSalesPerson.RefuseCall;

    /// <summary>What a text longer than its field leads to.</summary>
    public OverLongValues OverLongValues { get; init; } = OverLongValues.RefuseCall;

    /// <summary>Whether every effect is remembered. Totals are kept in any case.</summary>
    public bool KeepLedger { get; init; } = true;

    /// <summary>
    /// Whether field values of leads are remembered. Without them get leads answers every value but id, createdAt and updatedAt
    /// as null and finds leads only by id and by the lookup fields that created them; a lead costs some 40 bytes.
    /// </summary>
    public bool KeepFields { get; init; } = true;
}
