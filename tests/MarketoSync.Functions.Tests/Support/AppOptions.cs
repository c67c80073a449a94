using MarketoSync.Marketo;

namespace MarketoSync.Functions.Tests.Support;

/// <summary>How a <see cref="SyncApp"/> is set up.</summary>
internal sealed record AppOptions
{
    public string Action { get; init; } = "createOrUpdate";

    /// <summary>Whether records go by files, and what one may hold then.</summary>
    public bool IsByFiles { get; init; }

    public long MaxImportBytes { get; init; } = 10_000_000;

    public int MaxBatchRecords { get; init; } = 300;

    public int MaxConcurrentCalls { get; init; } = 5;

    public int MaxAttempts { get; init; } = 6;

    /// <summary>Whether Marketo is asked for its description before records are read in.</summary>
    public bool IsPreflight { get; init; }

    /// <summary>Calls of the day that are left to others.</summary>
    public int QuotaReserve { get; init; }

    /// <summary>What the app signs in with.</summary>
    public string ClientSecret { get; init; } = "simulator-secret";

    /// <summary>What Marketo lets sign in.</summary>
    public string MarketosSecret { get; init; } = "simulator-secret";

    /// <summary>Whether calls are leased from the entity, as in production, and in real time, or given by a budget of the process.</summary>
    public bool LeasesCalls { get; init; }

    public MarketoSettings Settings(Uri marketo) => new(
        marketo, new Uri(marketo, "identity"), "simulator-client", new Secret(ClientSecret), MaxBatchRecords, 1_000_000, MaxImportBytes,
        MaxConcurrentCalls, 100_000, TimeSpan.FromMilliseconds(100), 1_000_000, null, null, MaxAttempts)
    {
        QuotaReserve = QuotaReserve,
    };
}
