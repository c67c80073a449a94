using System.Globalization;
using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>
/// One Sync Leads call. Keys are looked up when the call begins and written when it ends, so that two overlapping calls that
/// create one new key create two leads, as Adobe warns. Within a call a later record sees what an earlier one created;
/// Marketo documents no rule for that, and the ledger counts it.
/// </summary>
internal sealed class SyncLeadsOperation : IOperation
{
    private readonly long number;
    private readonly SyncLeadsRequest request;
    private readonly LeadStore store;
    private readonly ObjectLedger ledger;
    private readonly TimeProvider time;
    private readonly KeyMatch[] matches;
    private readonly int generation;
    private RecordResult[] results = [];
    private bool inFlight;

    public SyncLeadsOperation(long number, SyncLeadsRequest request, LeadStore store, ObjectLedger ledger, TimeProvider time)
    {
        (this.number, this.request, this.store, this.ledger, this.time) = (number, request, store, ledger, time);
        matches = new KeyMatch[request.Records.Length];
        lock (store.Gate)
        {
            generation = store.Generation;
            inFlight = request.Action is not SyncAction.CreateDuplicate;
            for (var i = 0; i < matches.Length && inFlight; i++)
            {
                ref var lead = ref request.Records[i];
                if (!TryKey(ref lead)) continue;
                matches[i] = request.LookupField == LeadSchema.Id ? store.FindById(lead.Id!.Value) : store.Find(request.LookupField, lead.Key);
            }
            if (inFlight) EnterKeys();
        }
    }

    public int Records => request.Records.Length;

    public void Apply(AnswerStyle style)
    {
        var now = time.GetUtcNow();
        var applied = new RecordResult[Records];
        var created = new Dictionary<ulong, int>();
        var lookupField = store.Schema.NameOf(request.LookupField);
        lock (store.Gate)
        {
            if (generation != store.Generation) throw new OperationCanceledException("The simulator was reset during the call.");
            for (var i = 0; i < applied.Length; i++)
            {
                ref var lead = ref request.Records[i];
                var result = i == style.RefusedRecord
                    ? RecordResult.Skipped("1999", "Unexpected condition")
                    : ApplyOne(ref lead, matches[i], created, now);
                applied[i] = result;
                ledger.Add(new LedgerEntry(number, i, lookupField, lead.KeyText ?? "", result.Effect, result.Reason.Code, result.Id, now));
            }
        }
        results = applied;
    }

    public void WriteResult(Utf8JsonWriter writer, AnswerStyle style)
    {
        writer.WriteStartArray("result"u8);
        for (var i = 0; i < results.Length - (style.DropOneResult ? 1 : 0); i++)
        {
            var result = results[i];
            writer.WriteStartObject();
            if (result.Effect is not LedgerEffect.Skipped) writer.WriteNumber("id"u8, result.Id);
            writer.WriteString("status"u8, LedgerEntry.NameOf(result.Effect));
            if (result.Effect is LedgerEffect.Skipped) Answer.WriteReasons(writer, result.Reason, style);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    public void Dispose()
    {
        lock (store.Gate)
        {
            if (inFlight) LeaveKeys();
            inFlight = false;
        }
    }

    private RecordResult ApplyOne(ref SentLead lead, KeyMatch match, Dictionary<ulong, int> created, DateTimeOffset now)
    {
        if (lead.Error.Code is not null) return RecordResult.Skipped(lead.Error.Code, lead.Error.Message);
        if (lead.Id is not null && request.Action is not SyncAction.UpdateOnly)
            return RecordResult.Skipped("1003", $"Invalid value for field 'id' and value '{lead.Id.Value.ToString(CultureInfo.InvariantCulture)}'");
        if (request.Action is SyncAction.CreateDuplicate) return Create(ref lead, now);
        if (!TryKey(ref lead))
            return RecordResult.Skipped("1002", $"Missing value for the required parameter '{store.Schema.NameOf(request.LookupField)}'");

        if (match.Count == 1 && !store.Exists(match.First)) match = default;
        if (match.Count == 0 && created.TryGetValue(lead.Key, out var earlier))
        {
            match = new KeyMatch(1, earlier);
            ledger.CountKeyTwiceInOneCall();
        }
        switch (request.Action, match.Count)
        {
            case (SyncAction.CreateOnly, > 0):
                return RecordResult.Skipped("1005", "Lead already exists");
            case (SyncAction.UpdateOnly, 0):
                return RecordResult.Skipped("1004", "Lead not found");
            case (_, > 1):
                return RecordResult.Skipped("1007", "Multiple lead match lookup criteria");
            case (_, 1):
                store.Update(match.First, lead.Values, now);
                return new RecordResult(LedgerEffect.Updated, LeadStore.IdOf(match.First), default);
            default:
                if (store.Find(request.LookupField, lead.Key).Count > 0) ledger.CountDuplicateByOverlap(lead.KeyText!);
                var result = Create(ref lead, now);
                created.Add(lead.Key, (int)(result.Id - LeadStore.IdOf(0)));
                return result;
        }
    }

    private RecordResult Create(ref SentLead lead, DateTimeOffset now)
    {
        var keyField = lead.KeyText is null ? LeadSchema.Unknown : request.LookupField;
        return new RecordResult(LedgerEffect.Created, LeadStore.IdOf(store.Create(lead.Values, keyField, lead.Key, now)), default);
    }

    private bool TryKey(ref SentLead lead)
    {
        if (request.LookupField != LeadSchema.Id) return lead.KeyText is not null;
        if (lead.Id is not { } id) return false;
        (lead.KeyText, lead.Key) = (id.ToString(CultureInfo.InvariantCulture), (ulong)id);
        return true;
    }

    private void EnterKeys()
    {
        var own = new HashSet<ulong>();
        foreach (ref var lead in request.Records.AsSpan())
        {
            // A key twice in this one call is no overlap of calls.
            if (lead.KeyText is not null && !store.Enter(request.LookupField, lead.Key) && !own.Contains(lead.Key))
                ledger.CountOverlap(lead.KeyText);
            own.Add(lead.Key);
        }
    }

    private void LeaveKeys()
    {
        foreach (ref var lead in request.Records.AsSpan())
            if (lead.KeyText is not null)
                store.Leave(request.LookupField, lead.Key);
    }
}
