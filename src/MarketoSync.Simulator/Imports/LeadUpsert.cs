using System.Globalization;

namespace MarketoSync.Simulator;

/// <summary>Writes rows to leads by a lookup field: by id they are only updated, by another one created where they are missing.</summary>
/// <param name="idColumn">The column of ids where those are the lookup field; below 0 for none.</param>
internal sealed class LeadUpsert(Subscription data, RowValues values, int lookupField, int idColumn)
{
    private readonly HashSet<ulong> written = [];
    private readonly HashSet<ulong> entered = [];
    private readonly string lookupName = data.Leads.Schema.NameOf(lookupField);

    public void Enter(ImportFile file)
    {
        var rows = file.Open();
        while (rows.Read())
        {
            values.Read(rows);
            if (Key(rows) is not { Length: > 0 } key || !TryHash(key, out var hash) || !entered.Add(hash)) continue;
            if (!data.Leads.Enter(lookupField, hash)) data.Ledger.Leads.CountOverlap(key);
        }
    }

    public void Leave()
    {
        foreach (var hash in entered)
            data.Leads.Leave(lookupField, hash);
        entered.Clear();
    }

    /// <summary>Writes the values, which have been read from this row, to its lead, and tells the ledger.</summary>
    /// <param name="otherFailure">Why the row fails whatever its lead; null if it does not.</param>
    /// <returns>The entry in the ledger. Its code says why the row fails.</returns>
    public LedgerEntry Write(DelimitedReader row, string? otherFailure, long call, int index, DateTimeOffset now)
    {
        var key = Key(row);
        var hash = 0UL;
        var match = default(KeyMatch);
        var failure = key.Length == 0 && values.FailedField != lookupField
            ? $"Value for lookup field '{lookupName}' not found"
            : values.Failure ?? otherFailure ?? Find(key, out hash, out match);
        var entry = new LedgerEntry(call, index, lookupName, key, LedgerEffect.Skipped, failure, 0, now);
        if (failure is null)
        {
            if (!written.Add(hash)) data.Ledger.Leads.CountKeyTwiceInOneCall();
            var (effect, lead) = Write(hash, match, now);
            entry = entry with { Effect = effect, LeadId = LeadStore.IdOf(lead) };
        }
        data.Ledger.Leads.Add(entry);
        return entry;
    }

    private (LedgerEffect Effect, int Lead) Write(ulong hash, KeyMatch match, DateTimeOffset now)
    {
        var sent = data.Leads.KeepFields ? values.Values : null;
        if (match.Count == 0) return (LedgerEffect.Created, data.Leads.Create(sent, lookupField, hash, now));
        data.Leads.Update(match.First, sent, now);
        return (LedgerEffect.Updated, match.First);
    }

    /// <summary>The key of the row that has been read; empty where it has none.</summary>
    private string Key(DelimitedReader row) =>
        lookupField != LeadSchema.Id ? FieldValue.KeyText(FieldValue.Stored(values.Values[lookupField])) ?? ""
        : idColumn >= 0 && idColumn < row.Count ? row.Text(idColumn)
        : "";

    private bool TryHash(string key, out ulong hash)
    {
        if (lookupField != LeadSchema.Id)
        {
            hash = LeadKey.Of(key);
            return true;
        }
        var isId = long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        hash = (ulong)id;
        return isId;
    }

    /// <returns>Why there is no one lead to write to; null if there is one, or one to create.</returns>
    private string? Find(string key, out ulong hash, out KeyMatch match)
    {
        match = default;
        if (!TryHash(key, out hash)) return "Invalid data type in field Id";
        match = lookupField == LeadSchema.Id ? data.Leads.FindById((long)hash) : data.Leads.Find(lookupField, hash);
        return match.Count > 1 ? "Multiple lead match lookup criteria"
            : match.Count == 0 && lookupField == LeadSchema.Id ? "Lead not found"
            : null;
    }
}
