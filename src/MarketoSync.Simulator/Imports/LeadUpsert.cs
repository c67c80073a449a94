using System.Globalization;

namespace MarketoSync.Simulator;

/// <summary>Writes rows to leads by a lookup field: by id they are only updated, by another field created where they are not there.</summary>
internal sealed class LeadUpsert(Subscription data, RowValues values, int lookupField)
{
    private readonly HashSet<ulong> written = [];
    private readonly string lookupName = data.Leads.Schema.NameOf(lookupField);

    /// <summary>Writes the values to the lead of a key, and tells the ledger.</summary>
    /// <param name="key">Empty where the row has none.</param>
    /// <param name="otherFailure">Why the row fails whatever its lead; null if it does not.</param>
    /// <returns>The entry in the ledger. Its code says why the row fails.</returns>
    public LedgerEntry Write(string key, string? otherFailure, long call, int index, DateTimeOffset now)
    {
        var hash = 0UL;
        var match = default(KeyMatch);
        var failure = key.Length == 0
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

    /// <returns>Why there is no one lead to write to; null if there is one, or one to create.</returns>
    private string? Find(string key, out ulong hash, out KeyMatch match)
    {
        if (lookupField == LeadSchema.Id)
        {
            var isId = long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id);
            (hash, match) = ((ulong)id, isId ? data.Leads.FindById(id) : default);
            return !isId ? "Invalid data type in field Id" : match.Count == 0 ? "Lead not found" : null;
        }
        hash = LeadKey.Of(key);
        match = data.Leads.Find(lookupField, hash);
        return match.Count > 1 ? "Multiple lead match lookup criteria" : null;
    }
}
