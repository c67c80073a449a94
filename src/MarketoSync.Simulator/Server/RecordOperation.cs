using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>
/// A call that writes records one after the other, each with an outcome of its own. Everything is looked up when the call is carried
/// out: Adobe warns of doubles by overlapping calls for leads only, so here the ledger just counts that keys overlapped.
/// </summary>
internal abstract class RecordOperation : IOperation
{
    private readonly ObjectLedger ledger;
    private readonly long number;
    private readonly IReadOnlySet<string> keys;
    private readonly int generation;
    private Outcome[] outcomes = [];
    private bool inFlight = true;

    /// <param name="keys">What the call writes, as the ledger knows it.</param>
    protected RecordOperation(Subscription data, ObjectLedger ledger, long number, int records, IReadOnlySet<string> keys)
    {
        (Data, this.ledger, this.number, Records, this.keys) = (data, ledger, number, records, keys);
        lock (data.Gate)
            generation = data.Leads.Generation;
        ledger.Enter(keys);
    }

    public int Records { get; }

    protected Subscription Data { get; }

    /// <summary>Where an item says why it was skipped.</summary>
    protected virtual string ReasonMember => "reasons";

    public void Apply(AnswerStyle style)
    {
        var now = Data.Time.GetUtcNow();
        var applied = new Outcome[Records];
        lock (Data.Gate)
        {
            if (generation != Data.Leads.Generation) throw new OperationCanceledException("The simulator was reset during the call.");
            for (var i = 0; i < applied.Length; i++)
            {
                var outcome = i == style.RefusedRecord ? Outcome.Skipped("1999", "Unexpected condition") : ApplyOne(i, now);
                applied[i] = outcome;
                var (field, key) = KeyOf(i);
                ledger.Add(new LedgerEntry(number, i, field, key, outcome.Effect, outcome.Reason.Code, outcome.LeadId, now)
                {
                    ObjectId = outcome.ObjectId,
                });
            }
        }
        outcomes = applied;
    }

    public void WriteResult(Utf8JsonWriter writer, AnswerStyle style)
    {
        writer.WriteStartArray("result"u8);
        for (var i = 0; i < outcomes.Length - (style.DropOneResult ? 1 : 0); i++)
        {
            writer.WriteStartObject();
            WriteIdentity(writer, i, outcomes[i]);
            writer.WriteString("status"u8, LedgerEntry.NameOf(outcomes[i].Effect));
            if (outcomes[i].IsSkipped) Answer.WriteReasons(writer, outcomes[i].Reason, style, ReasonMember);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    public void Dispose()
    {
        if (inFlight) ledger.Leave(keys);
        inFlight = false;
    }

    /// <summary>Writes one record. Runs under the subscription's gate.</summary>
    protected abstract Outcome ApplyOne(int index, DateTimeOffset now);

    /// <summary>By what the ledger knows a record.</summary>
    protected abstract (string Field, string Key) KeyOf(int index);

    /// <summary>Writes the members that tell which record an item is about.</summary>
    protected abstract void WriteIdentity(Utf8JsonWriter writer, int index, in Outcome outcome);
}
