namespace MarketoSync.Intake;

/// <summary>A key's place in a queue, which counts as long as the key has the same ticket.</summary>
internal readonly record struct HeldKey(WaitingKey Key, long Ticket)
{
    public bool Counts => Key.Ticket == Ticket;
}
