using MarketoSync.Recovery;

namespace MarketoSync.Tests.Orchestration;

/// <summary>What is under way, checked against what a run must never do.</summary>
/// <param name="settled">How often each record was given a result.</param>
internal sealed class FlightRules(StoredModel records, int[] settled)
{
    private readonly List<OpenBatch> _inFlight = [];
    private readonly Dictionary<uint, DateTimeOffset> _lostUntil = [];
    private long _accepted;
    private long _refused = long.MaxValue;
    private int _answered;

    public int InFlight => _inFlight.Count;

    public int MostInFlight { get; private set; }

    public void Begin(OpenBatch open, DateTimeOffset now)
    {
        Assert.True(open.Due <= now, "It is taken before it is due.");
        Assert.DoesNotContain(_inFlight, other => other.Batch.From < open.Batch.To && open.Batch.From < other.Batch.To);
        for (var position = open.Batch.From; position < open.Batch.To; position++)
        {
            Assert.True(records.EarlierWithItsKey(position).All(earlier => settled[earlier] == 1), "A record was sent before an earlier one with its key was settled.");
            if (settled[position] == 0 && _lostUntil.TryGetValue(position, out var until))
                Assert.True(now >= until, "Sent or looked up while Marketo may still be at work.");
        }

        if (open.Step == BatchStep.Send)
        {
            Assert.False(_inFlight.Any(IsProbe) && IsProbe(open), "Two bodies larger than any accepted are in flight.");
            if (open.Batch.Count > 1 && _answered < 50)
                Assert.False(open.Batch.BodyBytes >= _refused && open.Batch.BodyBytes > _accepted, "As large as one that was refused.");
        }

        _inFlight.Add(open);
        MostInFlight = Math.Max(MostInFlight, _inFlight.Count);
    }

    public void End(OpenBatch open) => _inFlight.Remove(open);

    public void Accepted(OpenBatch open)
    {
        _answered++;
        if (!open.IsPartly) _accepted = Math.Max(_accepted, open.Batch.BodyBytes);
    }

    public void TooLarge(OpenBatch open)
    {
        if (open is { Step: BatchStep.Send, IsPartly: false }) _refused = Math.Min(_refused, open.Batch.BodyBytes);
    }

    public void Lost(uint position, DateTimeOffset until) => _lostUntil[position] = until;

    private bool IsProbe(OpenBatch batch) => batch.Step == BatchStep.Send && batch.Batch.BodyBytes > _accepted;
}
